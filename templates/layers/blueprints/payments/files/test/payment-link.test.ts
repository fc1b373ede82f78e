import { describe, expect, it } from "vitest";

import { determineNextStep } from "../src/determine-next-step.ts";
import { scripted } from "../src/model/scripted.ts";
import { simulated, type Order, type Payments } from "../src/payments.ts";
import * as prompt from "../src/prompt.ts";
import { steps } from "../src/steps.ts";
import type { Thread } from "../src/thread.ts";
import { tools } from "../src/tools.ts";

const order: Order = {
  amount: 750,
  customer: "cus_Qp4L7xTn2V",
  product: "prod_Rb3F9sLw6Y",
  price: "price_1QxT5kLmZ8",
  quantity: 1,
  memo: "Hi Terri, this is for your sponsorship of the February AI tinkerers meetup.",
};
const data =
  "create a payment link for $750 to Terri for sponsoring the february AI tinkerers meetup";
const time = "2026-03-16T09:00:00.000Z";
const asked: Thread = {
  id: "a",
  events: [{ type: "launched", agent: "payments", tag: "user_message", data, time }],
};
const call = { key: "a:1", signal: new AbortController().signal };

function nextStep(model: unknown) {
  const payments = { name: "payments", prompt, steps };
  return determineNextStep(payments, asked, scripted([{ model }], "payments"), call.signal);
}

/** The simulated account, and every order that reached it. */
function account(): Payments & { orders: Order[] } {
  const service = simulated();
  const orders: Order[] = [];
  return {
    ...service,
    orders,
    createLink(order, call) {
      orders.push(order);
      return service.createLink(order, call);
    },
  };
}

describe("a sentence, without a loop", () => {
  it("becomes one checked step, and code makes the link, once", async () => {
    const chosen = await nextStep({ intent: "create_payment_link", ...order });
    expect(chosen).toMatchObject({
      type: "step_chosen",
      step: { intent: "create_payment_link", ...order },
    });

    const service = account();
    const step = steps.parse("step" in chosen && chosen.step);
    if (step.intent === "create_payment_link") {
      await tools(service).create_payment_link.run(step, call);
    }
    expect(service.orders).toEqual([order]);
  });

  it.each([
    ["a function that nobody knows", { intent: "launch_rocket" }],
    ["a link without a customer", { intent: "create_payment_link", ...order, customer: undefined }],
    ["a link with a field too many", { intent: "create_payment_link", ...order, currency: "usd" }],
  ])("is no step when the model makes %s of it", async (_what, reply) => {
    expect(await nextStep(reply)).toMatchObject({
      type: "step_refused",
      error: expect.stringContaining("not a valid step"),
    });
  });
});

describe("making a link", () => {
  it("costs the customer what the policy has seen, or is not done", async () => {
    const service = account();
    const { create_payment_link } = tools(service);
    const cheaper = { intent: "create_payment_link", ...order, quantity: 2 } as const;
    await expect(create_payment_link.run(cheaper, call)).rejects.toThrow(
      "amount: 2 times price_1QxT5kLmZ8 is 1500 dollars, not 750",
    );
    expect(service.orders).toEqual([]);
  });

  it("with the same key makes no second one", async () => {
    const { createLink } = simulated();
    const first = await createLink(order, call);
    expect(await createLink(order, call)).toEqual(first);
    expect(await createLink(order, { ...call, key: "a:2" })).not.toEqual(first);
  });

  it.each([
    ["customer", { customer: "cus_made_up" }, "customer: there is no cus_made_up"],
    [
      "product",
      { product: "prod_Rb3G2tNc8D" },
      "product: price_1QxT5kLmZ8 is not a price of prod_Rb3G2tNc8D",
    ],
  ])("names the %s that is wrong", async (_field, wrong, error) => {
    await expect(simulated().createLink({ ...order, ...wrong }, call)).rejects.toThrow(error);
  });
});
