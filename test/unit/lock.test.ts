import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { complete, type PartialAnswers } from "../../src/answers/answers.ts";
import { lockPath, lockText, withLock } from "../../src/plan/lock.ts";
import { type Plan, plan } from "../../src/plan/plan.ts";
import { render } from "../../src/plan/render.ts";
import { fileOf, treeOf } from "../../src/words/tree.ts";
import { temporaryFolder } from "../support/folders.ts";
import { smallCatalog } from "../support/packs.ts";

function planned(given: PartialAnswers): Plan {
  const { answers } = complete(given, smallCatalog, {
    packageManager: "npm",
    folderName: "my-agent",
  });
  return plan(answers, smallCatalog, "1.0.0");
}

function lockOf(given: PartialAnswers): string {
  return lockText(render(planned(given)), planned(given));
}

interface Lock {
  readonly answers: Record<string, unknown>;
  readonly files: { path: string }[];
  readonly checksum: string;
}

const read = (text: string): Lock => JSON.parse(text) as Lock;

describe("the lock", () => {
  test("is the same wherever the project lies, installed and committed or not", () => {
    const here = lockOf({ name: "a", directory: "here", install: true, git: true });
    const there = lockOf({ name: "a", directory: "/some/where/else", install: false, git: false });
    expect(there).toBe(here);
    expect(here).not.toContain("here");
  });

  test("records the answers that shaped the files", () => {
    expect(read(lockOf({ factors: "core", author: "Ada" })).answers).toEqual({
      name: "my-agent",
      blueprint: "plain",
      provider: "alpha",
      factors: [1, 2, 3, 4, 5, 8, 12],
      contextFormat: "xml",
      license: "MIT",
      author: "Ada",
      packageManager: "npm",
    });
  });

  test.each(["node_modules/\n", "ä€\u{1F600}\n", new Uint8Array([0, 255, 10])])(
    "knows a file by its layers and by the ids that git gives it: %j",
    (contents) => {
      const tree = treeOf([["a", fileOf(contents, ["base"], "yours")]]);
      const blobBy = (format: string): string => {
        const cwd = temporaryFolder();
        execFileSync("git", ["init", "--quiet", `--object-format=${format}`], { cwd });
        const args = ["hash-object", "--stdin"];
        return execFileSync("git", args, { cwd, input: contents, encoding: "utf8" }).trim();
      };
      expect(read(lockText(tree, planned({}))).files).toEqual([
        {
          path: "a",
          from: ["base"],
          kind: "yours",
          blob: blobBy("sha1"),
          blob256: blobBy("sha256"),
        },
      ]);
    },
  );

  test("has a line for each file, whatever an answer says", () => {
    const text = lockOf({ author: '"files": [], "files": []' });
    const { files } = read(text);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(text).toContain(`\n    ${JSON.stringify(file)}`);
    expect(text.match(/^    \{"path"/gmu)).toHaveLength(files.length);
  });

  test("has a checksum that changes with any answer", () => {
    expect(read(lockOf({ author: "a" })).checksum).not.toBe(read(lockOf({ author: "b" })).checksum);
  });

  test("is a file of the project, of its own layer", () => {
    const tree = withLock(render(planned({})), planned({}));
    expect(tree.get(lockPath)).toMatchObject({ from: ["lock"], kind: "ours" });
  });
});
