import { expect, it } from "vitest";

import { route } from "../src/control-flow.ts";
import { steps, type Step } from "../src/steps.ts";

it.each(["deploy_backend", "deploy_frontend"] as const)(
  "a person approves every deployment to production: %s",
  (intent) => {
    const step: Step = { intent, tag: "v1.2.3", environment: "production" };
    expect(route(step)).toMatchObject({
      do: "contact_human",
      question: { kind: "approval", step, options: { urgency: "high", format: "yes_no" } },
    });
  },
);

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

it("a question with choices has some", () => {
  const options = { urgency: "low", format: "multiple_choice", choices: [] };
  const asked = { intent: "request_human_input", question: "Which?", context: "", options };
  expect(steps.safeParse(asked).success).toBe(false);
});
