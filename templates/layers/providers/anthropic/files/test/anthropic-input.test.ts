import { describe, expect, it } from "vitest";
import { z } from "zod";

import type { Entry } from "../src/context.ts";
import { messagesOf, toolsOf } from "../src/model/anthropic-input.ts";
import { wireSchema } from "../src/model/schema.ts";

const id = "call_1";
const thread: Entry[] = [
  "Here it is:",
  "Look at the moon.",
  { type: "called", id, name: "look", arguments: { at: "the moon" } },
  { type: "returned", id, text: "It is dark." },
];

it("gives Anthropic blocks of the two roles in turn", () => {
  expect(messagesOf([...thread, "What now?"], 0)).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Here it is:" },
        { type: "text", text: "\n\nLook at the moon." },
      ],
    },
    {
      role: "assistant",
      content: [{ type: "tool_use", id, name: "look", input: { at: "the moon" } }],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: id, content: "It is dark." },
        { type: "text", text: "What now?" },
      ],
    },
  ]);
});

it("gives no blank text, which Anthropic refuses", () => {
  const content = [{ type: "text", text: '" "' }];
  expect(messagesOf([" "], 0)).toEqual([{ role: "user", content }]);
});

it("keeps in the cache what the next request begins with too", () => {
  const blocks = (user: Entry[], stable: number) =>
    messagesOf(user, stable).flatMap(({ role, content }) =>
      typeof content === "string" ? [] : content.map((block) => ({ role, ...block })),
    );
  const one = blocks([...thread, "What now?"], 4);
  const two = blocks([...thread, "And the sun?", "What now?"], 5);
  const mark = { cache_control: { type: "ephemeral" } };
  expect(one.map((block) => "cache_control" in block)).toEqual([false, false, false, true, false]);
  expect(one.slice(0, 4)).toEqual([...two.slice(0, 3), { ...two[3], ...mark }]);
  expect(two[4]).toMatchObject({ text: "And the sun?", ...mark });
});

describe("its tools", () => {
  const intent = (name: string) => z.object({ intent: z.literal(name), at: z.string() });
  const names = (steps: z.ZodType) => toolsOf(wireSchema(steps)).map(({ name }) => name);

  it("are the intents, wherever they are in the union", () => {
    const inner = z.discriminatedUnion("intent", [intent("listen"), intent("ask a.person")]);
    expect(names(z.union([intent("look"), inner]))).toEqual(["look", "listen", "ask_a_person"]);
    expect(names(intent("look"))).toEqual(["look"]);
  });

  it("are there without an input of their own", () => {
    const tools = toolsOf(wireSchema(intent("look"), true));
    expect(tools).toEqual([{ name: "look", input_schema: { type: "object" } }]);
  });
});
