import { expect, it } from "vitest";

import { route } from "../src/control-flow.ts";

it("a person approves every division", () => {
  const step = { intent: "divide", a: 12, b: 2 } as const;
  expect(route(step)).toMatchObject({
    do: "contact_human",
    question: { kind: "approval", step, options: { urgency: "low", format: "yes_no" } },
  });
});

it("a question of the model goes to a person, who answers in words", () => {
  expect(route({ intent: "request_more_information", message: "3 times what?" })).toEqual({
    do: "contact_human",
    question: {
      kind: "input",
      question: "3 times what?",
      options: { urgency: "low", format: "free_text", choices: [] },
    },
  });
});
