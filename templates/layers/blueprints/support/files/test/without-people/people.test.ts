import { expect, it } from "vitest";

import { steps } from "../src/steps.ts";

it("nobody can approve a refund, so it is no choice", () => {
  const refund = { intent: "process_refund", order_id: "A-1042", amount: 24.5, reason: "it leaks" };
  expect(steps.safeParse(refund).success).toBe(false);
});
