import { expect, it } from "vitest";

import { costOf } from "../src/model/prices.ts";

const usage = { input: 2_000_000, cached: 1_000_000, output: 1_000_000, ms: 1 };

it("what an unknown model costs is unknown", () => {
  expect(costOf({ ...usage, model: "a-model-of-nobody" })).toBeUndefined();
});

it("a call costs what its tokens cost, those out of the cache apart; a dated name is the same model", () => {
  const { input, cached, output } = { input: 0.75, cached: 0.075, output: 4.5 };
  const cost = costOf({ ...usage, model: "gpt-5.4-mini" });
  expect(cost).toBeCloseTo(input + cached + output);
  expect(costOf({ ...usage, model: "gpt-5.4-mini-2026-01-31" })).toBe(cost);
});
