import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderNameOf, resolveTarget } from "../../src/write/target.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { testHost } from "../support/host.ts";

/** A working directory with a folder, and links to it, out of it and to nowhere. */
function place() {
  const outside = temporaryFolder();
  const cwd = join(temporaryFolder(), "work");
  mkdirSync(join(cwd, "inside"), { recursive: true });
  symlinkSync(join(cwd, "inside"), join(cwd, "to-inside"));
  symlinkSync(outside, join(cwd, "to-outside"));
  symlinkSync(join(outside, "nothing"), join(cwd, "to-nowhere"));
  const { environment, files } = testHost({ cwd });
  return {
    cwd,
    outside,
    resolve: (typed: string) => resolveTarget(typed, environment, files),
    files,
  };
}

test.each([
  ["my-agent", "my-agent"],
  [".", "."],
  ["./a/../b", "b"],
  ["deep/er/agent", "deep/er/agent"],
  ["to-inside/agent", "to-inside/agent"],
  ["trailing/", "trailing"],
  ["..hidden", "..hidden"],
])("%j is below the working directory", (typed, expected) => {
  const { cwd, resolve } = place();
  expect(resolve(typed).path).toBe(join(cwd, expected).replace(/\/\.$/u, ""));
});

describe("refused is", () => {
  test.each([
    ["../x", '"../x" leads outside this folder.'],
    ["../../x", '"../../x" leads outside this folder.'],
    ["a/../../x", '"a/../../x" leads outside this folder.'],
    ["..", '".." leads outside this folder.'],
    ["to-nowhere", '"to-nowhere" passes a symbolic link that leads nowhere.'],
    ["to-nowhere/x", '"to-nowhere/x" passes a symbolic link that leads nowhere.'],
  ])("%j", (typed, message) => {
    expect(failure(() => place().resolve(typed))).toMatchObject({
      code: "directory_outside",
      message,
      exit: 2,
    });
  });

  test("a way out over a link, naming where it leads and how to mean it", () => {
    const { cwd, outside, resolve } = place();
    expect(failure(() => resolve("to-outside/x"))).toMatchObject({
      message: `"to-outside/x" leads through a symbolic link to ${outside}/x.`,
      fix: `Pick a folder below this one, or say it as an absolute path to mean it: ${cwd}/to-outside/x`,
    });
  });

  test.each(["con", "a/nul.txt", "a/b./c", "a\u0000b", "", " x", "a\\..\\b:c"])(
    "the name %j",
    (typed) => {
      expect(failure(() => place().resolve(typed))).toMatchObject({
        code: "invalid_directory",
        exit: 2,
      });
    },
  );
});

test("an absolute path is meant, wherever it leads", () => {
  const { outside, resolve } = place();
  expect(resolve(join(outside, "x")).path).toBe(join(outside, "x"));
});

test("the folder's name is the real one, where a link leads to it", () => {
  const { resolve, files } = place();
  expect(folderNameOf(resolve("to-inside"), files)).toBe("inside");
  expect(folderNameOf(resolve("."), files)).toBe("work");
  expect(folderNameOf(resolve("new"), files)).toBe("new");
});
