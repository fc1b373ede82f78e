import { describe, expect, it } from "vitest";

import { agents } from "../src/agents.ts";
import { judge } from "../src/control-flow.ts";

it("divide of 8 and 2 is 4", async () => {
  const call = { key: "a:1", signal: new AbortController().signal };
  const divide = agents().calculator?.tools.divide;
  expect(await divide?.run({ intent: "divide", a: 8, b: 2 }, call)).toBe(4);
});

describe("the second look", () => {
  it("objects to a division by zero", () => {
    expect(judge({ intent: "divide", a: 5, b: 0 })).toBe("nothing can be divided by zero");
  });

  it("lets everything else with a zero in it pass", () => {
    expect(judge({ intent: "divide", a: 0, b: 5 })).toBeUndefined();
    expect(judge({ intent: "multiply", a: 5, b: 0 })).toBeUndefined();
  });
});
