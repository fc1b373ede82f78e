import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJsonSync } from "fs-extra/esm";
import { describe, expect, inject, test } from "vitest";
import { cli, newUser } from "../support/cli.ts";
import { must } from "../support/processes.ts";

// A fenced block that starts with ```sh run is run here, line by line as a user would type it, in
// an empty folder; the others show commands that only make sense elsewhere.

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(checkout, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```sh run\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);

describe("the README", () => {
  test("stays under 200 lines", () => {
    expect(readme.split("\n").length).toBeLessThan(200);
  });

  test("has commands to run", () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  test.each(blocks.map((text) => [text.trim()]))("can say: %s", async (commands) => {
    const user = newUser();
    // npx and npm create look into this folder before they would ask the registry.
    const modules = join(inject("packed").home, "node_modules");
    await must("ln", ["-s", modules, join(user.cwd, "node_modules")], user);
    await must("bash", ["-euo", "pipefail", "-c", commands], user);
  });

  test("shows the flags as --help does", async () => {
    const { stdout } = await cli(newUser(), ["--help"]);
    const inTable = [...readme.matchAll(/^\|([^|]*`-[^|]*)\|([^|]*)\|/gm)].map((row) =>
      flagsOf(row[1] ?? ""),
    );
    const inHelp = stdout
      .split("\n")
      .filter((line) => /^\s+-/.test(line))
      .map((line) => flagsOf(line.trim().split(/\s{2,}/)[0] ?? ""));
    const ofNoInterest = /^--(?:help|version)$/;
    const list = (rows: string[][]) =>
      rows
        .flat()
        .filter((flag) => !ofNoInterest.test(flag))
        .toSorted();
    expect(list(inTable)).toEqual(list(inHelp));
  });

  test("names only scripts that there are, and files that there are", () => {
    const { scripts } = readJsonSync(join(checkout, "package.json"));
    const ours = readme.slice(readme.indexOf("git clone"));
    const named = [...ours.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));

    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(([, path = ""]) => path);
    expect(links.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
  });
});

function flagsOf(text: string): string[] {
  return text.match(/--(?:\[no-\])?[a-z-]+/g) ?? [];
}
