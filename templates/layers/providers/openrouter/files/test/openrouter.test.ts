import { describe, expect, it } from "vitest";

import { openrouter } from "../src/model/openrouter.ts";
import { ask, chunk, errorOf, reply } from "./chat-wire.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import type { Answer } from "./wire.ts";

const usage = {
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  cost: 0.0001,
  prompt_tokens_details: { cached_tokens: 3 },
  completion_tokens_details: { reasoning_tokens: 2 },
};

/** A stream that begins with comments, and names the server that was chosen. */
function stream(events: object[]): Answer {
  const { body, headers } = eventStream([...events, "[DONE]"]);
  return { headers, body: `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${String(body)}` };
}

function says(pieces: string[], end = "stop"): Answer {
  const provider = { provider: "OpenAI" };
  return stream([
    chunk({ content: "", reasoning: "Let me think." }, null, provider),
    ...pieces.map((content) => chunk({ content }, null, provider)),
    chunk({ content: "" }, end, provider),
    chunk({ content: "" }, null, { ...provider, usage }),
  ]);
}

const flagged = errorOf(403, {
  code: 403,
  message: "Your input was flagged",
  metadata: { reasons: ["violence"], flagged_input: "...", provider_name: "OpenAI" },
});

contract("OpenRouter", {
  open: openrouter,
  key: "OPENROUTER_API_KEY",
  address: "OPENROUTER_BASE_URL",
  model: "MODEL",
  base: "/api/v1",
  says,
  useless: {
    refused: stream([chunk({ refusal: "no" }), chunk({}, "stop")]),
    cut_off: says(['{"step":'], "length"),
    filtered: says(['{"step":'], "content_filter"),
    empty: says([]),
    too_long: errorOf(400, {
      code: 400,
      message: "This endpoint's maximum context length is 131072 tokens.",
    }),
  },
  fails: (status, message) => errorOf(status, { code: status, message }),
});

const open = (url: string) =>
  openrouter({ OPENROUTER_API_KEY: "a-key", OPENROUTER_BASE_URL: `${url}/api/v1`, MODEL: "a/b" });

it("OpenRouter is asked for servers that take the schema", async () => {
  const { asked, body, ...rest } = await ask(says([reply]), open);
  expect(asked.path).toBe("/api/v1/chat/completions");
  expect(body).toMatchObject({
    model: "a/b",
    response_format: { type: "json_schema", json_schema: { strict: true } },
    provider: { require_parameters: true },
    stream: true,
  });
  expect(rest.reply.usage).toMatchObject({ input: 11, output: 7, cached: 3, reasoning: 2 });
});

describe("an error", () => {
  const reasonOf = async (answer: Answer) =>
    ask(answer, open).then(
      () => "none",
      ({ reason }: { reason: string }) => reason,
    );

  it.each([
    ["unavailable", { code: 502, message: "Provider disconnected" }],
    ["unavailable", { code: "server_error", message: "Provider disconnected" }],
    ["too_long", { code: 400, message: "maximum context length is 8192 tokens" }],
  ])("may come inside a stream: %s", async (reason, error) => {
    const inChunk = stream([chunk({ content: reply }), chunk({ content: "" }, "error", { error })]);
    expect(await reasonOf(inChunk)).toBe(reason);
    const choices = [{ index: 0, delta: { content: "" }, finish_reason: "error", error }];
    const inChoice = stream([chunk({ content: reply }), chunk({}, null, { choices })]);
    expect(await reasonOf(inChoice)).toBe(reason);
  });

  it("may have no more to say than that there is one", async () => {
    expect(await reasonOf(stream([chunk({ content: reply }, "error")]))).toBe("unavailable");
    expect(await reasonOf({ body: JSON.stringify({ error: { code: 500 } }) })).toBe("unavailable");
  });

  it.each([
    ["too_long", 400, "This model's maximum context length is 8192 tokens"],
    ["filtered", 400, { error: { code: "content_filter", message: "The response was filtered" } }],
    ["unavailable", 429, "a/b is temporarily rate-limited upstream"],
    ["request", 400, { error: { message: "Invalid schema" } }],
  ])("is that of the server it was passed on to: %s", async (reason, code, said) => {
    const raw = typeof said === "string" ? said : JSON.stringify(said);
    const metadata = { raw, provider_name: "Azure" };
    const error = { code, message: "Provider returned error", metadata };
    expect(await reasonOf(errorOf(code, error))).toBe(reason);
  });

  it("may be that a moderator flagged the prompt", async () => {
    expect(await reasonOf(flagged)).toBe("filtered");
  });

  it("may be that the account is empty, or that no server takes the schema", async () => {
    const empty = errorOf(402, { code: 402, message: "Insufficient credits" });
    await expect(ask(empty, open)).rejects.toMatchObject({
      reason: "setting",
      message: expect.stringMatching(/^OpenRouter wants to be paid first: .*Insufficient credits/),
    });
    const message = "No endpoints found that can handle the requested parameters.";
    await expect(ask(errorOf(404, { code: 404, message }), open)).rejects.toMatchObject({
      reason: "setting",
      message: expect.stringMatching(/MODEL.*RESPONSE_FORMAT may be/),
    });
  });
});
