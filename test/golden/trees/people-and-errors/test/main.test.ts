import { expect, it } from "vitest";

import { given } from "../src/triggers/main.ts";

const typed = (...words: string[]) => given(["node", "program.js", ...words]);

it("a -- before what was typed is the package manager's, and is dropped", () => {
  expect(typed("--", "deploy", "--thread", "a")).toEqual(["deploy", "--thread", "a"]);
  expect(typed("--")).toEqual([]);
});

it("everything else that was typed is given as it is", () => {
  expect(typed()).toEqual([]);
  expect(typed("deploy", "--thread", "a")).toEqual(["deploy", "--thread", "a"]);
  expect(typed("--", "--", "--fast")).toEqual(["--", "--fast"]);
  expect(typed("deploy", "--", "--fast")).toEqual(["deploy", "--", "--fast"]);
});
