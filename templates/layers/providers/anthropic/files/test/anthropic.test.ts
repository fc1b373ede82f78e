import { describe, expect, it } from "vitest";

import { anthropic } from "../src/model/anthropic.ts";
import type { ModelRequest } from "../src/model/model.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import { request } from "./request.ts";
import { serve, type Answer } from "./wire.ts";

/** The end of a stream of the Messages API, after these pieces of text. Of 11 tokens, 9 are in the cache. */
function ends(stop_reason: string | null, pieces: string[] = [], stop_details: unknown = null) {
  const usage = { input_tokens: 2, cache_creation_input_tokens: 6, cache_read_input_tokens: 3 };
  const message = { id: "msg_1", type: "message", role: "assistant", model: "a-model" };
  return eventStream([
    {
      type: "message_start",
      message: {
        ...message,
        content: [],
        stop_reason: null,
        usage: { ...usage, output_tokens: 1 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "" } },
    { type: "ping" },
    { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } },
    { type: "content_block_stop", index: 0 },
    { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } },
    ...pieces.map((text) => ({
      type: "content_block_delta",
      index: 1,
      delta: { type: "text_delta", text },
    })),
    { type: "content_block_stop", index: 1 },
    {
      type: "message_delta",
      delta: { stop_reason, stop_sequence: null, stop_details },
      usage: { ...usage, output_tokens: 7, output_tokens_details: { thinking_tokens: 2 } },
    },
    { type: "message_stop" },
  ]);
}

const failed = (type: string, message: string) => ({
  type: "error",
  error: { type, message },
  request_id: "req_1",
});

contract("Anthropic", {
  open: anthropic,
  key: "ANTHROPIC_API_KEY",
  address: "ANTHROPIC_BASE_URL",
  model: "MODEL",
  says: (pieces) => ends("end_turn", pieces),
  useless: {
    refused: ends("refusal", ["I "], { type: "refusal", category: "cyber", explanation: "no" }),
    cut_off: ends("max_tokens", ['{"st']),
    empty: ends("end_turn"),
    too_long: {
      status: 400,
      body: JSON.stringify(
        failed("invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum"),
      ),
    },
  },
  fails: (status, message) => ({ status, body: JSON.stringify(failed("api_error", message)) }),
});

/** What comes of asking a server that answers so, and what it was asked. */
async function ask(answer: Answer, more: Partial<ModelRequest> = {}) {
  const { url, asked } = await serve(answer);
  const model = anthropic({ ANTHROPIC_API_KEY: "sk-1", ANTHROPIC_BASE_URL: url, MODEL: "a-model" });
  const reply = model.reply(
    request({ user: ["Here it is:", "One.", "What now?"], stable: 2, ...more }),
  );
  return { reply, asked };
}

const done = '{"step":{"intent":"done"}}';

describe("Anthropic", () => {
  it.each([
    ["pause_turn", "unavailable"],
    [null, "unavailable"],
    ["model_context_window_exceeded", "too_long"],
  ])("tells a reply that stops for the reason %s", async (stop, reason) => {
    const { reply } = await ask(ends(stop, [done]));
    await expect(reply).rejects.toMatchObject({ reason, usage: { output: 7 } });
  });

  it.each([
    ["overloaded_error", "Overloaded", "unavailable"],
    ["api_error", "Internal server error", "unavailable"],
    ["invalid_request_error", "no such thing", "request"],
    ["invalid_request_error", "prompt is too long: 2 tokens > 1 maximum", "too_long"],
  ])("may fail in the middle of a reply: %s, %s", async (type, message, reason) => {
    const { body } = ends("end_turn", [done]);
    const middle = String(body).indexOf("event: message_delta");
    const { body: error } = eventStream([failed(type, message)]);
    const answer = { ...ends(null), body: `${String(body).slice(0, middle)}${String(error)}` };
    const { reply } = await ask(answer);
    await expect(reply).rejects.toMatchObject({
      reason,
      message: expect.stringContaining(message),
    });
  });

  it("tells a thread that leaves no room for a reply", async () => {
    const message = "input length and `max_tokens` exceed context limit: 190000 + 16000 > 200000";
    const body = JSON.stringify(failed("invalid_request_error", message));
    const { reply } = await ask({ status: 400, body });
    await expect(reply).rejects.toMatchObject({ reason: "too_long" });
  });

  it("may be asked again when it is overloaded", async () => {
    const answer = { status: 529, body: JSON.stringify(failed("overloaded_error", "Overloaded")) };
    const { reply } = await ask({ ...answer, headers: { "retry-after": "2" } });
    await expect(reply).rejects.toMatchObject({ reason: "unavailable", retryAfter: 2000 });
  });

  it("counts as input what came from the cache or went there", async () => {
    const { reply } = await ask(ends("end_turn", [done]));
    const { usage } = await reply;
    expect(usage).toMatchObject({
      model: "a-model",
      input: 11,
      cached: 3,
      output: 7,
      reasoning: 2,
    });
  });

  it("is asked for a stream that keeps to the schema", async () => {
    const { reply, asked } = await ask(ends("end_turn", [done]));
    await reply;
    expect(asked[0]).toMatchObject({
      path: "/v1/messages",
      headers: { authorization: "Bearer sk-1" },
    });
    expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({
      model: "a-model",
      max_tokens: expect.any(Number),
      stream: true,
      output_config: {
        format: { type: "json_schema", schema: { type: "object", required: ["step"] } },
      },
    });
  });
});

describe("the prompt cache", () => {
  interface Block {
    cache_control?: object;
  }

  /** The blocks of the request, and how many of them end with the mark. */
  async function marked(user: string[], stable: number) {
    const { reply, asked } = await ask(ends("end_turn", [done]), { user, stable });
    await reply;
    const { messages } = JSON.parse(asked[0]?.body ?? "") as { messages: { content: Block[] }[] };
    const all = messages.flatMap(({ content }) => content);
    const marks = all.flatMap(({ cache_control }, n) => (cache_control ? [n + 1] : []));
    const blocks = all.map((block) => JSON.stringify({ ...block, cache_control: undefined }));
    return { blocks, marks };
  }

  it("keeps what the next request begins with too", async () => {
    const one = await marked(["Here it is:", "One.", "What now?"], 2);
    const two = await marked(["Here it is:", "One.", "Two.", "Three.", "What now?"], 4);
    expect(one.marks).toEqual([2]);
    expect(two.marks).toEqual([4]);
    expect(two.blocks.slice(0, 2)).toEqual(one.blocks.slice(0, 2));
    expect(two.blocks).toHaveLength(5);
  });

  it("keeps it where nothing is asked in the end", async () => {
    const one = await marked(["One."], 1);
    const two = await marked(["One.", "Two."], 2);
    expect(two.blocks.slice(0, 1)).toEqual(one.blocks);
  });

  it("keeps nothing where nothing stays", async () => {
    expect(await marked(["What now?"], 0)).toMatchObject({ marks: [] });
  });
});
