import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { create, loadPack, plan, render, UserError } from "../../src/index.ts";
import { failure, failureOf } from "../support/failure.ts";
import { readTree, temporaryFolder } from "../support/folders.ts";
import { packFolder, smallPack } from "../support/packs.ts";

const quiet = { install: false, git: false } as const;

describe("the programmatic API", () => {
  test("creates what it says it created", async () => {
    const cwd = temporaryFolder();
    const packs = [smallPack];
    const result = await create({ directory: "x", ...quiet, provider: "beta" }, { cwd, packs });
    expect(result).toMatchObject({
      directory: join(cwd, "x"),
      answers: { name: "x", provider: "beta" },
      next: ["cd x", "npm install", "npm run demo"],
      warnings: [],
    });
    expect(Object.keys(readTree(result.directory))).toEqual(result.files.map((file) => file.path));
  });

  test("plans and renders the same bytes without touching a disk", async () => {
    const cwd = temporaryFolder();
    const pack = smallPack;
    const answers = { directory: "x", packageManager: "npm", ...quiet };
    const tree = render(plan(answers, [pack]));
    const { directory } = await create(answers, { cwd, packs: [pack] });
    for (const [path, file] of tree) {
      expect(readFileSync(join(directory, path), "utf8")).toBe(file.contents);
    }
  });

  test("loads the packs that the answers name, and gives back no secret", async () => {
    const cwd = temporaryFolder();
    const token = { type: "text", title: "A token?", secret: true };
    const pack = packFolder({
      "pack.json": JSON.stringify({
        name: "acme",
        title: "Acme",
        version: "1.0.0",
        options: { token },
      }),
      "layers/one/files/token.txt.hbs": "{{options.token}}\n",
    });
    const given = { directory: "x", packs: [pack], set: { token: "s3cret" }, ...quiet };
    const result = await create(given, { cwd });
    expect(readFileSync(join(cwd, "x/token.txt"), "utf8")).toBe("s3cret\n");
    expect(result.answers).toMatchObject({ packs: [pack], set: {} });
  });

  test("writes nothing in a dry run", async () => {
    const cwd = temporaryFolder();
    const { files } = await create({ directory: "x" }, { cwd, dryRun: true });
    expect(files.length).toBeGreaterThan(10);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("throws a UserError with a code", async () => {
    const pack = await loadPack();
    expect(failure(() => plan({ provider: "nope" }, [pack]))).toBeInstanceOf(UserError);
    const error = await failureOf(create({ directory: "../x" }, { cwd: temporaryFolder() }));
    expect(error).toMatchObject({ code: "directory_outside", exit: 2 });
  });
});
