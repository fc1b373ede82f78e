import { expect, it } from "vitest";

import { inputOf } from "../src/model/mistral-input.ts";

const id = "call_1";
const call = { type: "called" as const, id, name: "look", arguments: { at: "the moon" } };
const result = { type: "returned" as const, id, text: "It is dark." };

it("gives Mistral messages, calls and results as it writes them itself", () => {
  const [words, called, returned] = inputOf(["Look at the moon.", call, result]);
  expect(words).toEqual({ role: "user", content: "Look at the moon." });
  const toolCallId = expect.stringMatching(/^[a-z0-9]{9}$/) as string;
  expect(called).toEqual({
    role: "assistant",
    toolCalls: [{ id: toolCallId, function: { name: "look", arguments: '{"at":"the moon"}' } }],
  });
  expect(returned).toEqual({ role: "tool", toolCallId, content: "It is dark." });
});

it("gives a call and its result one id, and another call another", () => {
  const other = { ...call, id: "call_2" };
  const said = JSON.stringify(inputOf([call, result, other, { ...result, id: other.id }]));
  const ids = [...said.matchAll(/"(?:id|toolCallId)":"(\w+)"/g)].map(([, found]) => found);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[3]).toBe(ids[2]);
  expect(new Set(ids).size).toBe(2);
});

it("never has a person speak right after a tool", () => {
  const roles = inputOf([call, result, call, result, "What now?"]).map(({ role }) => role);
  expect(roles).toEqual(["assistant", "tool", "assistant", "tool", "assistant", "user"]);
});
