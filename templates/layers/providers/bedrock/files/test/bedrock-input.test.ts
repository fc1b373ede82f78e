import type { ConverseStreamOutput } from "@aws-sdk/client-bedrock-runtime";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import type { Entry } from "../src/context.ts";
import { callIn, messagesOf, toolsOf } from "../src/model/bedrock-input.ts";
import { readReply, wireSchema } from "../src/model/schema.ts";

const id = "call_1";
const thread: Entry[] = [
  "Here it is:",
  "Look at the moon.",
  { type: "called", id, name: "look", arguments: { at: "the moon" } },
  { type: "returned", id, text: "It is dark." },
];

it("gives Bedrock blocks of the two roles in turn", () => {
  expect(messagesOf([...thread, "What now?"], 0)).toEqual([
    { role: "user", content: [{ text: "Here it is:" }, { text: "\n\nLook at the moon." }] },
    {
      role: "assistant",
      content: [{ toolUse: { toolUseId: id, name: "look", input: { at: "the moon" } } }],
    },
    {
      role: "user",
      content: [
        { toolResult: { toolUseId: id, content: [{ text: "It is dark." }] } },
        { text: "What now?" },
      ],
    },
  ]);
});

it("gives no blank text, which Bedrock refuses", () => {
  const messages = messagesOf([{ type: "returned", id, text: "" }, " "], 0);
  const content = [{ toolResult: { toolUseId: id, content: [{ text: '""' }] } }, { text: '" "' }];
  expect(messages).toEqual([{ role: "user", content }]);
});

it("keeps in the cache what the next request begins with too", () => {
  const blocks = (user: Entry[], stable: number) =>
    messagesOf(user, stable).flatMap(({ content = [] }) => content);
  const one = blocks([...thread, "What now?"], 4);
  const two = blocks([...thread, "And the sun?", "What now?"], 5);
  const mark = { cachePoint: { type: "default" } };
  expect(one.slice(0, 4)).toEqual(two.slice(0, 4));
  expect(one.slice(4)).toEqual([mark, { text: "What now?" }]);
  expect(two.slice(4)).toEqual([{ text: "And the sun?" }, mark, { text: "\n\nWhat now?" }]);
});

const look = z.object({ intent: z.literal("look"), at: z.string(), note: z.string().optional() });
const ask = z.object({ intent: z.literal("ask a.person") });
const done = z.object({ intent: z.literal("done") });
const steps = z.union([look, z.discriminatedUnion("intent", [ask, done])]);
const schema = wireSchema(steps);

describe("its tools", () => {
  it("are the intents, wherever they are in the union", () => {
    const names = toolsOf(schema).map(({ toolSpec }) => toolSpec?.name);
    expect(names).toEqual(["look", "ask_a_person", "done"]);
    expect(toolsOf(wireSchema(done))).toHaveLength(1);
  });

  it("take what the step has besides its intent", () => {
    expect(toolsOf(schema)[0]?.toolSpec?.inputSchema).toEqual({
      json: {
        type: "object",
        properties: {
          at: { type: "string" },
          note: { anyOf: [{ type: "string" }, { type: "null" }] },
        },
        required: ["at", "note"],
        additionalProperties: false,
      },
    });
  });
});

describe("a reply that is a call", () => {
  /** The events of calls with these inputs, which come in two pieces. */
  function calls(...made: [name: string, input: string][]): ConverseStreamOutput[] {
    return made.flatMap(([name, input], n): ConverseStreamOutput[] => {
      const contentBlockIndex = n + 1;
      return [
        { contentBlockStart: { contentBlockIndex, start: { toolUse: { toolUseId: id, name } } } },
        ...[input.slice(0, 3), input.slice(3)].map((piece) => ({
          contentBlockDelta: { contentBlockIndex, delta: { toolUse: { input: piece } } },
        })),
      ];
    });
  }

  const said = (...made: [string, string][]) =>
    readReply(callIn(calls(...made), schema) ?? "", steps);

  it("is the step that it calls for, and the first where there are more", () => {
    const output = { intent: "look", at: "the moon" };
    const input = JSON.stringify({ at: "the moon", note: null });
    expect(said(["look", input], ["done", ""])).toEqual({ output });
    expect(said(["ask_a_person", ""])).toEqual({ output: { intent: "ask a.person" } });
  });

  it("is for the check of the step where it is none", () => {
    expect(said(["dance", "{}"])).toEqual({ output: { intent: "dance" } });
    expect(said(["look", '{"at": '])).toEqual({ output: '{"at": ' });
  });

  it("is none where the model says its step as text", () => {
    const text = { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "{}" } } };
    expect(callIn([text], schema)).toBeUndefined();
  });
});
