import { describe, expect, it } from "vitest";

import { judge, route } from "../src/control-flow.ts";
import { steps, type Step } from "../src/steps.ts";
import type { NewEvent, Thread } from "../src/thread.ts";

const order_id = "A-1042";
const look: Step = { intent: "get_order", order_id };
const voucher: Step = { intent: "send_voucher", order_id, amount: 20 };

describe("the policy", () => {
  it("looking is free", () => {
    expect(route(look)).toEqual({ do: "run_tool", step: look });
  });

  it("a small voucher needs nobody's approval", () => {
    expect(route(voucher)).toEqual({ do: "run_tool", step: voucher });
  });

  it("a large voucher is no choice, nor is one of nothing or of half a cent", () => {
    const sums = [20, 12.34, 20.01, 0, -5, 0.005];
    const allowed = sums.filter((amount) => steps.safeParse({ ...voucher, amount }).success);
    expect(allowed).toEqual([20, 12.34]);
  });

  it("done for now ends the task", () => {
    expect(route({ intent: "done_for_now", message: "settled" })).toEqual({
      do: "stop",
      outcome: "done",
      message: "settled",
    });
  });
});

describe("the second look", () => {
  it("lets an order pass that someone has mentioned", () => {
    expect(judge(voucher, thread("a voucher for A-1042, please"))).toBeUndefined();
  });

  it("objects to an order that the model has made up", () => {
    const objection = "nobody has mentioned an order A-1042";
    const said = thread("a voucher, please", { type: "step_chosen", step: voucher });
    expect(judge(voucher, said)).toBe(objection);
    expect(judge(look, said)).toBe(objection);
  });

  it("has nothing to say of steps that name no order", () => {
    expect(judge({ intent: "done_for_now", message: "" }, thread("hello"))).toBeUndefined();
  });
});

function thread(data: string, ...then: NewEvent[]): Thread {
  const said: NewEvent = { type: "launched", agent: "support", tag: "user_message", data };
  const time = "2026-03-16T09:00:00.000Z";
  return { id: "a", events: [said, ...then].map((event) => ({ ...event, time })) };
}
