import { expect, it } from "vitest";

import { managers, route } from "../src/control-flow.ts";
import { steps, type Step } from "../src/steps.ts";

it("a refund is put to the managers, however small it is", () => {
  for (const amount of [0.01, 24.5, 10_000]) {
    const reason = "it leaks";
    const step: Step = { intent: "process_refund", order_id: "A-1042", amount, reason };
    expect(route(step)).toMatchObject({
      do: "contact_human",
      question: { kind: "approval", from: managers, step, options: { urgency: "high" } },
    });
  }
});

it("a question of the model goes to a person as it is", () => {
  const options = { urgency: "low", format: "multiple_choice", choices: ["a", "b"] } as const;
  const asked = {
    question: "Which one?",
    context: "There are two.",
    options: { ...options, choices: ["a", "b"] },
  };
  expect(route({ intent: "request_human_input", ...asked })).toEqual({
    do: "contact_human",
    question: { kind: "input", ...asked },
  });
});

it.each([
  { urgency: "low", format: "multiple_choice", choices: [] },
  { urgency: "low", format: "smoke_signals", choices: [] },
  { urgency: "yesterday", format: "yes_no", choices: [] },
  { format: "yes_no", choices: [] },
])("a question says how urgent it is, and what can be answered: not %o", (options) => {
  const asked = { intent: "request_human_input", question: "Which?", context: "", options };
  expect(steps.safeParse(asked).success).toBe(false);
});
