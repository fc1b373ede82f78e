import { describe, expect, it } from "vitest";

import { openaiCompatible } from "../src/model/openai-compatible.ts";
import { ask, chunk, errorOf, reply } from "./chat-wire.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import type { Answer } from "./wire.ts";

const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

/** As vLLM streams, and others nearly so. */
function says(pieces: string[], end = "stop"): Answer {
  return eventStream([
    chunk({ content: "" }),
    ...pieces.map((content) => chunk({ content })),
    chunk({ content: "" }, end, { stop_reason: null }),
    { id: "chatcmpl-1", object: "chat.completion.chunk", model: "a-model", choices: [], usage },
    "[DONE]",
  ]);
}

const tooLong = errorOf(400, {
  message: "This model's maximum context length is 4096 tokens.",
  type: "BadRequestError",
  code: 400,
});

contract("A compatible server", {
  open: openaiCompatible,
  settings: { OPENAI_API_KEY: "sk-a-key-of-the-tests" },
  address: "OPENAI_BASE_URL",
  model: "MODEL",
  base: "/v1",
  says,
  useless: {
    refused: eventStream([chunk({ refusal: "no" }), chunk({}, "stop"), "[DONE]"]),
    cut_off: says(['{"step":'], "length"),
    filtered: says(['{"step":'], "content_filter"),
    empty: says([]),
    too_long: tooLong,
  },
  fails: (status, message) => errorOf(status, { message, type: "an error", code: status }),
});

const settings = (url: string): NodeJS.ProcessEnv => ({
  OPENAI_BASE_URL: `${url}/v1`,
  MODEL: "a-model",
});
const open = (url: string) => openaiCompatible(settings(url));

it("a server is asked for a reply in the schema, or for what it knows instead", async () => {
  const { asked, body } = await ask(says([reply]), open);
  expect(asked.path).toBe("/v1/chat/completions");
  expect(body).toMatchObject({
    model: "a-model",
    messages: [{ role: "system", content: expect.stringContaining('"intent"') }, { role: "user" }],
    response_format: { type: "json_schema", json_schema: { strict: true } },
  });
  const plain = await ask(says([reply]), (url) =>
    openaiCompatible({ ...settings(url), RESPONSE_FORMAT: "text" }),
  );
  expect(plain.body).not.toHaveProperty("response_format");
});

it.each([
  ["in a fence", `\`\`\`json\n${reply}\n\`\`\``],
  ["after thoughts", `<think>Is it {"step":{}}?</think>\n${reply}`],
])("a step is found %s", async (_where, text) => {
  const { reply: read } = await ask(says([text]), open);
  expect(read.output).toEqual({ intent: "done", message: "It is done." });
});

describe("a key", () => {
  const secret = "sk-a-key-of-the-tests";
  const withKey = (url: string) => openaiCompatible({ ...settings(url), OPENAI_API_KEY: secret });

  it("is sent when there is one", async () => {
    const { asked } = await ask(says([reply]), withKey);
    expect(asked.headers.authorization).toBe(`Bearer ${secret}`);
  });

  it.each([" ", undefined])("is not needed: %j", (key) => {
    const env = { ...settings("http://localhost:8000"), OPENAI_API_KEY: key };
    expect(() => openaiCompatible(env)).not.toThrow();
  });

  it.each(["sk-\nsecret", "\u201csk-secret\u201d"])("has to be one: %j", (key) => {
    const env = { ...settings("http://localhost:8000"), OPENAI_API_KEY: key };
    expect(() => openaiCompatible(env)).toThrow(/^OPENAI_API_KEY (?!.*secret)[^\n]*$/);
  });

  it("is in no message", async () => {
    const denied = ask(errorOf(401, { message: `no such key: ${secret}` }), withKey);
    await expect(denied).rejects.toMatchObject({
      reason: "setting",
      message: "The model server does not accept this OPENAI_API_KEY.",
    });
    const refused = ask(errorOf(400, { message: `what is ${secret}?` }), withKey);
    await expect(refused).rejects.toThrow(/what is \[OPENAI_API_KEY\]\?/);
  });
});

it("an address is needed", () => {
  expect(() => openaiCompatible({})).toThrow(/^OPENAI_BASE_URL is not set: [^\n]*$/);
});

describe("an error", () => {
  it.each([
    [
      "too_long",
      errorOf(400, { code: 400, message: "the request exceeds the available context size" }),
    ],
    [
      "too_long",
      eventStream([chunk({ content: "{" }), { error: { message: "context length reached" } }]),
    ],
    ["filtered", errorOf(400, { message: "litellm.ContentPolicyViolationError: no", code: "400" })],
    ["setting", errorOf(400, "'response_format.type' must be 'json_schema' or 'text'")],
    ["setting", errorOf(400, { code: 400, message: "Failed to parse grammar" })],
    ["request", errorOf(422, { message: "messages: field required" })],
    ["unavailable", eventStream([chunk({ content: reply }, "abort"), "[DONE]"])],
  ])("in the words of one server or another: %s", async (reason, answer) => {
    await expect(ask(answer, open)).rejects.toMatchObject({ name: "ModelError", reason });
  });
});
