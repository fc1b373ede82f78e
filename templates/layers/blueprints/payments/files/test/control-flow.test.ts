import { describe, expect, it } from "vitest";

import { judge, limit, route } from "../src/control-flow.ts";
import { steps, type Step } from "../src/steps.ts";
import type { Event } from "../src/thread.ts";

const link: Step = {
  intent: "create_payment_link",
  amount: 750,
  customer: "cus_Qp4L7xTn2V",
  product: "prod_Rb3F9sLw6Y",
  price: "price_1QxT5kLmZ8",
  quantity: 1,
  memo: "Hi Terri, this is for the meetup.",
};

describe("the policy", () => {
  it.each([750, limit])("a link of %d dollars needs nobody's approval", (amount) => {
    const step = { ...link, amount };
    expect(route(step)).toEqual({ do: "run_tool", step });
  });

  it("a link is for something: no amount and no quantity below it", () => {
    expect(steps.safeParse({ ...link, amount: 0 }).success).toBe(false);
    expect(steps.safeParse({ ...link, quantity: 0 }).success).toBe(false);
  });

  it("done for now ends the task", () => {
    expect(route({ intent: "done_for_now", message: "made" })).toEqual({
      do: "stop",
      outcome: "done",
      message: "made",
    });
  });
});

describe("the second look", () => {
  const time = "2026-03-16T09:00:00.000Z";
  const said = (data: string): Event[] => [
    { type: "launched", agent: "payments", tag: "user_message", data, time },
    { type: "step_chosen", step: link, time },
  ];

  it("lets ids pass that someone has mentioned", () => {
    const events = said(`${link.customer} takes ${link.product} at ${link.price}`);
    expect(judge(link, { id: "a", events })).toBeUndefined();
  });

  it("objects to ids that the model has made up, and names them", () => {
    const events = said(`Terri takes ${link.product}`);
    expect(judge(link, { id: "a", events })).toBe(
      "nobody has mentioned cus_Qp4L7xTn2V or price_1QxT5kLmZ8",
    );
  });
});
