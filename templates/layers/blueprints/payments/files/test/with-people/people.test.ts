import { expect, it } from "vitest";

import { limit, route } from "../src/control-flow.ts";
import type { Step } from "../src/steps.ts";

it("a person approves every link above the limit", () => {
  const step: Step = {
    intent: "create_payment_link",
    amount: limit + 0.01,
    customer: "cus_Qp4L7xTn2V",
    product: "prod_Rb3F9sLw6Y",
    price: "price_1QxT5kLmZ8",
    quantity: 1,
    memo: "Hi Terri, this is for the meetup.",
  };
  expect(route(step)).toMatchObject({
    do: "contact_human",
    question: { kind: "approval", step, options: { urgency: "high", format: "yes_no" } },
  });
});

it("a question of the model goes to a person as it is", () => {
  const options: { urgency: "low"; format: "free_text"; choices: string[] } = {
    urgency: "low",
    format: "free_text",
    choices: [],
  };
  const asked = { question: "Who is Robin?", context: "Nobody of that name is listed.", options };
  expect(route({ intent: "request_human_input", ...asked })).toEqual({
    do: "contact_human",
    question: { kind: "input", ...asked },
  });
});
