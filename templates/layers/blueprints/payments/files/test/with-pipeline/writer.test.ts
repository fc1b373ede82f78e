import { expect, it } from "vitest";

import { judge } from "../src/agents/writer/control-flow.ts";
import type { Thread } from "../src/thread.ts";

const url = "https://buy.stripe.example/test_0001";
const time = "2026-03-16T09:00:00.000Z";
const thread: Thread = {
  id: "a",
  events: [{ type: "launched", agent: "writer", tag: "task", data: `The link: ${url}`, time }],
};

it.each([
  ["has the link of its task", `Please pay here: ${url}. Thank you!`, undefined],
  ["without the link is refused", "Please pay soon.", "the link is missing"],
  [
    "with another link is refused",
    `Pay at ${url} or https://evil.example/pay.`,
    "nobody has mentioned https://evil.example/pay",
  ],
])("a note that %s", (_what, text, objection) => {
  expect(judge({ intent: "write_note", text }, thread)).toBe(objection);
});
