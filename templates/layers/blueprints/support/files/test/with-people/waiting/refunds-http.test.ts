import { expect, it } from "vitest";

import { agents } from "../src/agents.ts";
import { simulated } from "../src/shop.ts";
import { api, typesIn } from "./api.ts";
import { testWorld } from "./support.ts";

const refund = { intent: "process_refund", order_id: "A-1042", amount: 49, reason: "it leaks" };
const done = { intent: "done_for_now", message: "Settled." };

it("over HTTP a refund answers 403 to everyone but a manager, and waits on", async () => {
  const shop = simulated();
  const refunded = async () => (await shop.order("A-1042", new AbortController().signal)).refunded;
  const support = { ...agents(shop).support, name: "main" };
  const { call, until } = await api(testWorld({ says: [refund, done], agent: support }));

  const { body } = await call("POST", "/threads", { message: "Refund A-1042, please." });
  const { waiting } = await until(body.id, "waiting");
  const respond = (user?: string) =>
    call("POST", `${body.url}/responses`, {
      request: waiting?.request,
      type: "approval",
      approved: true,
      user,
    });

  for (const user of ["sam", undefined]) {
    const refused = await respond(user);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    expect((await call("GET", body.url)).body).toMatchObject({ status: "waiting", waiting });
    expect(await refunded()).toBe(0);
  }

  expect((await respond("jonas")).status).toBe(202);
  expect(typesIn(await until(body.id, "resting"))).toContain("tool_succeeded");
  expect(await refunded()).toBe(49);
});
