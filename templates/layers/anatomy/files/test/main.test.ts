import { expect, it } from "vitest";

import { given } from "../src/triggers/main.ts";

it.each([
  [[], []],
  [["deploy", "--thread", "a"], ["deploy", "--thread", "a"]],
  [["--", "--thread", "a"], ["--thread", "a"]],
  [["--"], []],
  [["--", "--", "--fast"], ["--", "--fast"]],
  [["deploy", "--", "--fast"], ["deploy", "--", "--fast"]],
])("of %j after the command, %j counts: a -- that comes first is the package manager's", (typed, counts) => {
  expect(given(["node", "program.js", ...typed])).toEqual(counts);
});
