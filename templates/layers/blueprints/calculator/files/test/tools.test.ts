import { expect, it } from "vitest";

import { agents } from "../src/agents.ts";

const call = { key: "a:1", signal: new AbortController().signal };
const calculator = agents().calculator;

it.each([
  ["add", 10],
  ["subtract", 6],
  ["multiply", 16],
])("%s of 8 and 2 is %d", async (intent, result) => {
  expect(await calculator?.tools[intent]?.run({ intent, a: 8, b: 2 }, call)).toBe(result);
});

it("what is too large to be a number is no result", async () => {
  const multiply = calculator?.tools.multiply;
  const result = await multiply?.run({ intent: "multiply", a: 1e200, b: 1e200 }, call);
  expect(multiply?.result?.safeParse(result).success).toBe(false);
});
