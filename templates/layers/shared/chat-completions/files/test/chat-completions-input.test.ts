import { expect, it } from "vitest";

import { messagesOf } from "../src/model/chat-completions-input.ts";

it("gives messages, tool calls and results in the roles of Chat Completions, taking turns", () => {
  const id = "call_1";
  const messages = messagesOf([
    "This is what happened so far:",
    "Look at the moon.",
    { type: "called", id, name: "look", arguments: { at: "the moon" } },
    { type: "returned", id, text: "It is dark." },
    "What now?",
  ]);
  const look = { name: "look", arguments: '{"at":"the moon"}' };
  expect(messages).toEqual([
    { role: "user", content: "This is what happened so far:\n\nLook at the moon." },
    { role: "assistant", tool_calls: [{ id, type: "function", function: look }] },
    { role: "tool", tool_call_id: id, content: "It is dark." },
    { role: "user", content: "What now?" },
  ]);
});
