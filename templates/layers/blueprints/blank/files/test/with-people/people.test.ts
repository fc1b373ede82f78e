import { expect, it } from "vitest";

import { route } from "../src/control-flow.ts";
import type { Step } from "../src/steps.ts";

it("a person approves every note that everyone can read", () => {
  const step: Step = { intent: "save_note", text: "The tap drips.", public: true };
  expect(route(step)).toMatchObject({
    do: "contact_human",
    question: { kind: "approval", step },
  });
});

it("a question of the model goes to a person as it is", () => {
  const asked = {
    question: "Which Friday?",
    context: "",
    options: { urgency: "low" as const, format: "free_text" as const, choices: [] },
  };
  expect(route({ intent: "request_human_input", ...asked })).toEqual({
    do: "contact_human",
    question: { kind: "input", ...asked },
  });
});
