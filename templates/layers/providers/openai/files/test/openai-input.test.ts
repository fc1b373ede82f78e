import { expect, it } from "vitest";

import { inputOf } from "../src/model/openai-input.ts";

it("gives OpenAI messages, calls and outputs as it writes them itself", () => {
  const id = "call_1";
  const input = inputOf([
    "Look at the moon.",
    { type: "called", id, name: "look", arguments: { at: "the moon" } },
    { type: "returned", id, text: "It is dark." },
  ]);
  expect(input).toEqual([
    { type: "message", role: "user", content: "Look at the moon." },
    { type: "function_call", call_id: id, name: "look", arguments: '{"at":"the moon"}' },
    { type: "function_call_output", call_id: id, output: "It is dark." },
  ]);
});
