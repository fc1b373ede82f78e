import { expect, it } from "vitest";

import { route } from "../src/control-flow.ts";
import { steps } from "../src/steps.ts";

it("nobody can approve, so there is no division", () => {
  expect(steps.safeParse({ intent: "divide", a: 12, b: 2 }).success).toBe(false);
});

it("a question of the model ends the task: the next message is the answer", () => {
  expect(route({ intent: "request_more_information", message: "3 times what?" })).toEqual({
    do: "stop",
    outcome: "done",
    message: "3 times what?",
  });
});
