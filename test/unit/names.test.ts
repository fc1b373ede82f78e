import { describe, expect, test } from "vitest";
import { nearest } from "../../src/words/nearest.ts";
import { packageNameFrom, readPackageName } from "../../src/answers/package-name.ts";
import { nameProblem } from "../../src/words/portable-name.ts";
import { failure } from "../support/failure.ts";

describe("a package name", () => {
  test.each([
    ["my-agent", "my-agent"],
    ["My Agent", "my-agent"],
    ["Ünï_cödé", "uni_code"],
    ["a'b\"c`d", "a-b-c-d"],
    [".hidden", "hidden"],
    ["-x-", "x"],
    ["v1.2", "v1.2"],
    ["a".repeat(300), "a".repeat(214)],
  ])("is made from the folder name %j", (folder, name) => {
    expect(packageNameFrom(folder)).toBe(name);
  });

  test.each(["日本語", "...", "http", "node_modules", "👩‍🚀"])("cannot be made from %j", (folder) => {
    expect(failure(() => packageNameFrom(folder))).toMatchObject({
      code: "invalid_name",
      message: `No package name can be made from the folder name "${folder}".`,
      fix: "Give one with --name.",
    });
  });

  test.each(["my-agent", "@me/my-agent", "a"])("may be %j", (name) => {
    expect(readPackageName(name)).toBe(name);
  });

  test.each(["My-Agent", "", " a", "a b", "fs", '"; rm -rf /', "a".repeat(215), "../x", "a\n"])(
    "may not be %j",
    (name) => {
      expect(failure(() => readPackageName(name))).toMatchObject({ code: "invalid_name", exit: 2 });
    },
  );
});

describe("a folder name that every system takes", () => {
  test.each(["my-agent", "My Agent", "日本語", ".github", "console", "com10", "nullable.ts"])(
    "may be %j",
    (name) => {
      expect(nameProblem(name)).toBeUndefined();
    },
  );

  test.each([
    ["", "is empty"],
    ["con", "is reserved by Windows"],
    ["NUL.txt", "is reserved by Windows"],
    ["Com1", "is reserved by Windows"],
    ["lpt9.tar.gz", "is reserved by Windows"],
    ["a.", "ends with a dot or a space, which Windows drops"],
    ["a ", "ends with a dot or a space, which Windows drops"],
    [" a", "starts with a space"],
    ["a\u0000b", "holds a control character"],
    ["a\u001Bb", "holds a control character"],
    ["a:b", "holds :, which Windows does not take"],
    ["a\\b", "holds \\, which Windows does not take"],
    ["what?", "holds ?, which Windows does not take"],
    ["\uD800", "is not valid Unicode"],
    ["é".repeat(121), "is longer than 240 bytes"],
  ])("may not be %j: it %s", (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });
});

describe("the nearest spelling", () => {
  const known = ["openai", "anthropic", "scripted", "6", "11"];
  test.each([
    ["opnai", "openai"],
    ["OpenAI", "openai"],
    ["antropic", "anthropic"],
    ["script", "scripted"],
  ])("of %j is %j", (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test.each(["zzz", "16", ""])("of %j is nothing", (word) => {
    expect(nearest(word, known)).toBeUndefined();
  });
});
