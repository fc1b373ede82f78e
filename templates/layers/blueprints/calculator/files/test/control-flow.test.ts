import { describe, expect, it } from "vitest";

import { route } from "../src/control-flow.ts";

describe("the policy", () => {
  it.each([
    { intent: "add", a: 3, b: 4 },
    { intent: "subtract", a: 3, b: 4 },
    { intent: "multiply", a: 3, b: 4 },
  ] as const)("$intent needs nobody's approval", (step) => {
    expect(route(step)).toEqual({ do: "run_tool", step });
  });

  it("done for now ends the task", () => {
    expect(route({ intent: "done_for_now", message: "It is 7." })).toEqual({
      do: "stop",
      outcome: "done",
      message: "It is 7.",
    });
  });
});
