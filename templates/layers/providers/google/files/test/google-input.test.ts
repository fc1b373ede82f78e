import { expect, it } from "vitest";

import { inputOf } from "../src/model/google-input.ts";

it("gives Gemini messages, calls and responses as it writes them itself", () => {
  const id = "call_1";
  const input = inputOf([
    "Look at the moon.",
    { type: "called", id, name: "look", arguments: { at: "the moon" } },
    { type: "returned", id, text: "It is dark." },
  ]);
  expect(input).toEqual([
    { role: "user", parts: [{ text: "Look at the moon." }] },
    {
      role: "model",
      parts: [
        {
          functionCall: { id, name: "look", args: { at: "the moon" } },
          thoughtSignature: "skip_thought_signature_validator",
        },
      ],
    },
    {
      role: "user",
      parts: [{ functionResponse: { id, name: "look", response: { output: "It is dark." } } }],
    },
  ]);
});
