import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { newUser } from "../support/cli.ts";
import { deep } from "../support/deep.ts";
import { readTree, writeTree } from "../support/folders.ts";
import { must } from "../support/processes.ts";
import { type Registry, startRegistry } from "../support/registry.ts";

// The guide's blocks in their order, as a reader goes through them: "sh run" is typed, "sh slow" at night
// only, "sh publish" by somebody who is logged in at a registry, and a block with a path is that file.

interface Block {
  readonly language: string;
  readonly kind: string;
  readonly text: string;
}

const guide = readFileSync("docs/packs.md", "utf8");
const blocks = [...guide.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", kind = "", text = ""]): Block => ({ language, kind, text }),
);
const isTyped = ({ language, kind }: Block) => language === "sh" && (deep || kind !== "slow");
const isOf = (pack: string) => (block: Block) => block.kind.startsWith(`${pack}/`);

/** What the reader writes. The rest of the examples is shown in part. */
const made = ["acme", "handbook"];

// Started when somebody first publishes: proving a pack takes minutes.
let registry: Registry | undefined;
afterAll(() => registry?.stop());

test("whoever follows the guide to the end has made, proven, used and published its packs", async () => {
  const user = newUser();
  // npx looks into this folder before it would ask the registry.
  symlinkSync(join(inject("packed").home, "node_modules"), join(user.cwd, "node_modules"));
  const npmrc = join(user.cwd, "..", "publisher.npmrc");
  const steps = blocks.filter((block) => isTyped(block) || made.some((pack) => isOf(pack)(block)));
  for (const { language, kind, text } of steps) {
    if (kind === "publish" && registry === undefined) {
      registry = await startRegistry();
      writeFileSync(npmrc, registry.npmrc);
    }
    if (language === "sh") {
      const env = kind === "publish" ? { ...user.env, npm_config_userconfig: npmrc } : user.env;
      const options = { cwd: user.cwd, env, limit: 600_000 };
      await must("bash", ["-euo", "pipefail", "-c", text], options);
    } else writeTree(user.cwd, { [kind]: text });
  }
  expect(steps.length).toBeGreaterThan(15);
  for (const pack of made)
    expect(readTree(join(user.cwd, pack))).toEqual(readTree(`test/fixtures/packs/${pack}`));

  const read = (path: string) => readFileSync(join(user.cwd, path), "utf8");
  expect(read("first-agent/.github/CODEOWNERS")).toBe("* @acme/payments\n");
  expect(read("second-agent/.github/CODEOWNERS")).toBe("* @acme/platform\n");
  const { packs } = JSON.parse(read("second-agent/.12-factor/lock.json"));
  expect(packs).toContainEqual(expect.objectContaining({ name: "acme", version: "0.1.0" }));
});

describe("of the example with a blueprint", () => {
  const shown = blocks.filter(isOf("oncall"));

  test.each(shown.map(({ kind, text }) => [kind, text]))("%s is shown as it is", (path, text) => {
    expect(text).toBe(readFileSync(`test/fixtures/packs/${path}`, "utf8"));
  });
});
