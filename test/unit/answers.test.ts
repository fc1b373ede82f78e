import { describe, expect, test } from "vitest";
import { complete, merge, type PartialAnswers } from "../../src/answers/answers.ts";
import { smallCatalog } from "../support/packs.ts";
import { failure } from "../support/failure.ts";

const defaults = { packageManager: "pnpm", folderName: "My Agent" };
const completed = (given: PartialAnswers) => complete(given, smallCatalog, defaults);

describe("answers", () => {
  test("win in the order flags, file, prompts", () => {
    expect(
      merge(
        { name: "flag" },
        { name: "file", author: "file" },
        { author: "asked", license: "MIT" },
      ),
    ).toEqual({ name: "flag", author: "file", license: "MIT" });
  });

  test("that are undefined hide nothing", () => {
    expect(merge({ ...({ name: undefined } as object) }, { name: "file" })).toEqual({
      name: "file",
    });
  });

  test("get a default each, the first offer where the usual one is not there", () => {
    expect(completed({}).answers).toEqual({
      directory: "my-agent",
      name: "my-agent",
      blueprint: "plain",
      provider: "alpha",
      factors: [1, 2, 3, 4, 5, 6, 7, 8, 11, 12],
      store: "sqlite",
      contextFormat: "xml",
      license: "MIT",
      author: "",
      packageManager: "pnpm",
      install: true,
      git: true,
    });
  });

  test("have no store without factor 6, and say so when one was picked", () => {
    const { answers, warnings } = completed({ factors: "core", store: "postgres" });
    expect(answers).not.toHaveProperty("store");
    expect(warnings).toEqual(['--store has no effect without factor 6: "postgres" was left out.']);
  });

  test("are checked even where they have no effect", () => {
    expect(failure(() => completed({ factors: "core", store: "mongo" })).message).toContain(
      "mongo",
    );
  });
});

describe("a value that cannot be picked is refused with the nearest and the valid ones", () => {
  const cases: [PartialAnswers, message: string, fix: string][] = [
    [
      { provider: "alhpa" },
      '--provider does not know "alhpa".',
      'Did you mean "alpha"? Valid: alpha, beta.',
    ],
    [
      { provider: "ALPHA" },
      '--provider does not know "ALPHA".',
      'Did you mean "alpha"? Valid: alpha, beta.',
    ],
    [{ blueprint: "zzzzzzzz" }, '--blueprint does not know "zzzzzzzz".', "Valid: plain."],
    [
      { contextFormat: "xmll" },
      '--context-format does not know "xmll".',
      'Did you mean "xml"? Valid: xml.',
    ],
    [{ license: "mit" }, '--license does not know "mit".', 'Did you mean "MIT"? Valid: MIT.'],
    [{ packageManager: "" }, '--package-manager does not know "".', "Valid: npm, pnpm."],
  ];
  test.each(cases)("%o", (given, message, fix) => {
    expect(failure(() => completed(given))).toMatchObject({
      code: "unknown_value",
      message,
      fix,
      exit: 2,
    });
  });
});

describe("an author", () => {
  test.each(["Ada", 'O\'Neil "Q" `$(id)` ${x}', "two\nlines\r\n", "عَدَا \u202E אדה", "👩‍🚀"])(
    "may be %j",
    (author) => {
      expect(completed({ author }).answers.author).toBe(author);
    },
  );

  test.each(["\u0000", "\u001B[31m", "\u007F", "\u0085", "\uD800"])("may not hold %j", (author) => {
    expect(failure(() => completed({ author }))).toMatchObject({ code: "invalid_author", exit: 2 });
  });
});
