import { describe, expect, it, vi } from "vitest";

import { groq } from "../src/model/groq.ts";
import { ask, chunk, errorOf, reply } from "./chat-wire.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import type { Answer } from "./wire.ts";

const usage = {
  queue_time: 0.04,
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  prompt_tokens_details: { cached_tokens: 3 },
  completion_tokens_details: { reasoning_tokens: 2 },
};

/** Thoughts, the reply, and why it ended, with the usage twice. */
function says(pieces: string[], end = "stop"): Answer {
  const x_groq = { id: "req_1" };
  return eventStream([
    chunk({ content: "" }, null, { x_groq }),
    chunk({ reasoning: "Let me think." }),
    ...pieces.map((content) => chunk({ content })),
    chunk({}, end, { x_groq: { ...x_groq, usage }, usage }),
    "[DONE]",
  ]);
}

const failed = (code: string, message: string, more: object = {}) => ({
  message,
  type: "invalid_request_error",
  code,
  ...more,
});

contract("Groq", {
  open: groq,
  key: "GROQ_API_KEY",
  address: "GROQ_BASE_URL",
  model: "MODEL",
  base: "/openai/v1",
  says,
  useless: {
    cut_off: says(['{"step":'], "length"),
    empty: says([]),
    too_long: errorOf(
      400,
      failed("context_length_exceeded", "Please reduce the length of the messages or completion."),
    ),
  },
  fails: (status, message) => errorOf(status, failed("an_error", message)),
});

const open = (url: string) =>
  groq({ GROQ_API_KEY: "a-key", GROQ_BASE_URL: `${url}/openai/v1`, MODEL: "a-model" });

it("Groq is asked for a reply in the schema, which is said in words too", async () => {
  vi.stubEnv("OPENAI_ORG_ID", "an-organization");
  const { asked, body, ...rest } = await ask(says([reply]), open);
  vi.unstubAllEnvs();
  expect(asked.path).toBe("/openai/v1/chat/completions");
  expect(asked.headers).toMatchObject({ authorization: "Bearer a-key" });
  expect(asked.headers).not.toHaveProperty("openai-organization");
  expect(body).toMatchObject({
    model: "a-model",
    messages: [{ role: "system", content: expect.stringContaining('"intent"') }, { role: "user" }],
    response_format: { type: "json_schema", json_schema: { strict: true } },
    stream: true,
    stream_options: { include_usage: true },
  });
  expect(rest.heard).toEqual([reply]);
  expect(rest.reply.usage).toMatchObject({ model: "a-model", input: 11, cached: 3, reasoning: 2 });
});

describe("a reply that does not fit the schema", () => {
  const invalid = (failed_generation: string, message = "Failed to validate JSON.") =>
    failed("json_validate_failed", message, { failed_generation });

  it("is read all the same, so that the model is told what is wrong with it", async () => {
    const text = `Sure: ${JSON.stringify({ step: { intent: "dance" } })}`;
    const { reply: read } = await ask(errorOf(400, invalid(text)), open);
    expect(read).toEqual({ output: { intent: "dance" } });
  });

  it("may be no JSON at all, and come in the middle of a stream", async () => {
    const answer = eventStream([chunk({ content: "I" }), { error: invalid("I will not.") }]);
    const { reply: read } = await ask(answer, open);
    expect(read).toEqual({ output: "I will not." });
  });

  it.each([
    ["empty", invalid("")],
    [
      "cut_off",
      invalid('{"step":', "max completion tokens reached before generating a valid document"),
    ],
  ])("may be %s", async (reason, error) => {
    await expect(ask(errorOf(400, error), open)).rejects.toMatchObject({ reason });
  });
});

it("a model that takes no schema is a matter of RESPONSE_FORMAT", async () => {
  const error = "This model does not support response format `json_schema`.";
  const asked = ask(errorOf(400, { message: error, type: "invalid_request_error" }), open);
  await expect(asked).rejects.toMatchObject({
    reason: "setting",
    message: expect.stringMatching(/RESPONSE_FORMAT may be json_object or text/),
  });
});
