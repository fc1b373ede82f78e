import { expect, it } from "vitest";

import { limit } from "../src/control-flow.ts";
import { steps } from "../src/steps.ts";

it.each([
  ["a link up to the limit is a choice", limit, true],
  ["nobody can approve, so a link above the limit is none", limit + 0.01, false],
])("%s", (_what, amount, isChoice) => {
  const link = {
    intent: "create_payment_link",
    amount,
    customer: "cus_Qp4L7xTn2V",
    product: "prod_Rb3F9sLw6Y",
    price: "price_1QxT5kLmZ8",
    quantity: 1,
    memo: "Hi Terri, this is for the meetup.",
  };
  expect(steps.safeParse(link).success).toBe(isChoice);
});
