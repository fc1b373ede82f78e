import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answersSchema, readAnswersFile } from "../../src/answers/file.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { testHost } from "../support/host.ts";

const values: Record<string, unknown> = {
  factors: [1],
  packs: ["./pack"],
  set: { "acme.registry": "x", "acme.docker": true },
  install: true,
  git: true,
};

const read = (text: string) =>
  readAnswersFile("-", testHost({ cwd: "/", environment: { readStdin: () => text } }));

describe("answers as JSON", () => {
  test("may come from standard input, with any part of the answers", () => {
    expect(read('{"factors": [6], "git": false, "author": ""}')).toEqual({
      factors: [6],
      git: false,
      author: "",
    });
  });

  test("may be a file below the working directory, with a byte order mark", () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "answers.json"), '\uFEFF{"factors": "all,-10"}');
    expect(readAnswersFile("answers.json", testHost({ cwd }))).toEqual({ factors: "all,-10" });
  });

  test("have a schema with exactly the keys that are read", () => {
    for (const key of Object.keys(answersSchema.properties)) {
      const value = values[key] ?? "x";
      expect(read(JSON.stringify({ [key]: value }))).toEqual({ [key]: value });
    }
  });
});

describe("answers are refused that", () => {
  const cases: [text: string, message: string, fix: string][] = [
    [
      "{",
      "The answers in standard input are not JSON",
      "comments and trailing commas are not JSON",
    ],
    ["[]", "The answers in standard input are not a JSON object.", '{"provider": "openai"}'],
    ["null", "The answers in standard input are not a JSON object.", '{"provider": "openai"}'],
    [
      '{"provder": "x"}',
      'have the unknown key "provder".',
      'Did you mean "provider"? Valid: directory, name,',
    ],
    ['{"__proto__": {}}', 'have the unknown key "__proto__".', "Valid: directory, name,"],
    ['{"constructor": 1}', 'have the unknown key "constructor".', "Valid: directory, name,"],
    ['{"channels": []}', 'have the unknown key "channels".', "Valid: directory, name,"],
    ['{"git": "yes"}', '"git" in standard input is "yes".', "Give true or false."],
    ['{"name": 7}', '"name" in standard input is 7.', "Give a text in quotes."],
    ['{"name": ""}', '"name" in standard input is "".', "Give a text that is not empty."],
    ['{"name": null}', '"name" in standard input is null.', "Give a text in quotes."],
    [
      '{"factors": [6, "7"]}',
      '"factors" in standard input is [6,"7"].',
      "a list of numbers such as [6, 7]",
    ],
    [
      '{"packs": "x"}',
      '"packs" in standard input is "x".',
      'Give a list of texts such as ["./pack"]',
    ],
    ['{"packs": [""]}', '"packs" in standard input is [""].', "Give a list of texts"],
    ['{"set": ["s3cret"]}', '"set" in standard input is something else.', '{"pack.key": "text"}'],
    ['{"set": {"a": 7}}', '"set" in standard input is something else.', '{"pack.key": "text"}'],
    ['{"factors": 6}', '"factors" in standard input is 6.', "a list of numbers such as [6, 7]"],
  ];
  test.each(cases)("are %s", (text, message, fix) => {
    const error = failure(() => read(text));
    expect(error).toMatchObject({ code: "invalid_answers", exit: 2 });
    expect(error.message).toContain(message);
    expect(error.fix).toContain(fix);
  });

  test("cannot be read", () => {
    const error = failure(() => readAnswersFile("nope.json", testHost({ cwd: temporaryFolder() })));
    expect(error.message).toBe('The answers in "nope.json" cannot be read (ENOENT).');
  });
});
