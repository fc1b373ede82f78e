import { expect, it } from "vitest";

import { inputOf } from "../src/model/ollama-input.ts";

it("gives Ollama messages, calls and results as it writes them itself", () => {
  const id = "call_1";
  const input = inputOf([
    "Look at the moon.",
    { type: "called", id, name: "look", arguments: { at: "the moon" } },
    { type: "returned", id, text: "It is dark." },
  ]);
  expect(input).toEqual([
    { role: "user", content: "Look at the moon." },
    {
      role: "assistant",
      content: "",
      tool_calls: [{ function: { name: "look", arguments: { at: "the moon" } } }],
    },
    { role: "tool", content: "It is dark.", tool_name: "look" },
  ]);
});
