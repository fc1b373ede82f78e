import { expect, it } from "vitest";

import { main } from "../src/agents.ts";
import { threadToPrompt } from "../src/context.ts";
import type { Event } from "../src/thread.ts";

const email = {
  from: "ada@example.com",
  to: "ben@example.com",
  cc: "assistant@example.com",
  subject: "Re: The nightly backup",
  body: "It failed again.\nThe disk was full at 03:10.",
  previous_thread: "On Monday Ben wrote: the backup takes four hours now.",
  message_id: "20260316.42@mail.example.com",
};

it("a mail reaches the model with all its fields, line by line, in whatever format", () => {
  const time = "2026-03-16T09:00:00.000Z";
  const event: Event = { type: "launched", agent: main, tag: "email_received", data: email, time };
  const window = JSON.stringify(threadToPrompt({ id: "a", events: [event] }));
  expect(window).toContain("email_received");
  for (const [name, value] of Object.entries(email)) {
    expect(window).toContain(name);
    for (const line of value.split("\n")) expect(window).toContain(line);
  }
});
