import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { complete, type PartialAnswers } from "../../src/answers/answers.ts";
import { lockPath, lockText, withLock } from "../../src/plan/lock.ts";
import { plan } from "../../src/plan/plan.ts";
import { render } from "../../src/plan/render.ts";
import { smallCatalog } from "../support/packs.ts";

function lockOf(given: PartialAnswers): string {
  const { answers } = complete(given, smallCatalog, {
    packageManager: "npm",
    folderName: "my-agent",
  });
  const planned = plan(answers, smallCatalog, "1.0.0");
  return lockText(render(planned), planned);
}

interface Lock {
  readonly answers: Record<string, unknown>;
  readonly files: { path: string; from: string[]; sha256: string; blob: string }[];
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

  test("knows each file by its layers and by the id that git gives it", () => {
    const file = read(lockOf({})).files.find((one) => one.path === ".gitignore");
    const blob = execFileSync("git", ["hash-object", "--stdin"], {
      input: "node_modules/\n",
      encoding: "utf8",
    });
    expect(file).toEqual({
      path: ".gitignore",
      from: ["base"],
      sha256: "4d56952b0fb13bf8f9b6c13a6d4c34a075bac3af447636a1df4335d7576e2f97",
      blob: blob.trim(),
    });
  });

  test("has a checksum that changes with any answer", () => {
    expect(read(lockOf({ author: "a" })).checksum).not.toBe(read(lockOf({ author: "b" })).checksum);
  });

  test("is a file of the project, of its own layer", () => {
    const { answers } = complete({}, smallCatalog, { packageManager: "npm", folderName: "x" });
    const planned = plan(answers, smallCatalog, "1.0.0");
    expect(withLock(render(planned), planned).get(lockPath)?.from).toEqual(["lock"]);
  });
});
