import { describe, expect, test } from "vitest";

import { looseDifferences } from "../scenarios/loose.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { call, ending } from "./ending.ts";

describe("with a live model", () => {
  const live = (expected: Partial<Scenario["expect"]>) =>
    looseDifferences(
      {
        name: "live",
        start: { message: "Hello" },
        turns: [{ model: { intent: "done_for_now", message: 'It says "a".' } }],
        expect: { status: "resting", ...expected },
      },
      ending,
    );

  test("other calls may come between, and other events", () => {
    expect(live({ calls: [call("a"), call("c")], events: ["launched"] })).toEqual([]);
  });

  test("the calls have to come in their order, with their arguments", () => {
    expect(live({ calls: [call("c"), call("a")] })[0]).toContain("expect.calls");
    expect(live({ calls: [call("a", 2)] })[0]).toContain("expect.calls");
  });

  test("what only the scripted model says need not be said, and everything else has to", () => {
    expect(live({ contains: ['says "a"', "a and b"] })).toEqual([]);
    expect(live({ contains: ["a and c"] })).toEqual([
      'expect.contains: "a and c" is in no context window',
    ]);
  });
});
