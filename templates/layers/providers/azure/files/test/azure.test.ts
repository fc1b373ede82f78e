import { describe, expect, it, vi } from "vitest";

import { azure } from "../src/model/azure.ts";
import { ask, chunk, errorOf, reply } from "./chat-wire.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import type { Answer } from "./wire.ts";

const usage = {
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  prompt_tokens_details: { cached_tokens: 3 },
  completion_tokens_details: { reasoning_tokens: 2 },
};

const safe = { hate: { filtered: false, severity: "safe" } };
const head = { id: "", object: "", created: 0, model: "" };

/** What the filter found in the prompt, the reply, why it ended, and the usage. */
function says(pieces: string[], end = "stop", model = "a-model"): Answer {
  const more = { model, usage: null };
  return eventStream([
    {
      ...head,
      choices: [],
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: safe }],
    },
    chunk({ content: "" }, null, more),
    ...pieces.map((content) => chunk({ content }, null, more)),
    chunk({}, end, more),
    { ...head, model, choices: [], usage },
    "[DONE]",
  ]);
}

const promptFiltered = errorOf(400, {
  message: "The response was filtered due to the prompt triggering Azure OpenAI's policy.",
  type: null,
  param: "prompt",
  code: "content_filter",
  status: 400,
  innererror: { code: "ResponsibleAIPolicyViolation", content_filter_result: safe },
});

contract("Azure OpenAI", {
  open: azure,
  key: "AZURE_OPENAI_API_KEY",
  address: "AZURE_OPENAI_ENDPOINT",
  model: "AZURE_OPENAI_DEPLOYMENT",
  says,
  useless: {
    refused: eventStream([chunk({ refusal: "no" }), chunk({}, "stop"), "[DONE]"]),
    cut_off: says(['{"step":'], "length"),
    filtered: says(['{"step":'], "content_filter"),
    empty: says([]),
    too_long: errorOf(400, {
      message: "This model's maximum context length is 128000 tokens.",
      type: "invalid_request_error",
      param: "messages",
      code: "context_length_exceeded",
    }),
  },
  fails: (status, message) => errorOf(status, { code: String(status), message }),
});

const settings = (url: string): NodeJS.ProcessEnv => ({
  AZURE_OPENAI_API_KEY: "a-key",
  AZURE_OPENAI_ENDPOINT: url,
});

describe("a deployment", () => {
  it("is asked by its name, for a reply in the schema and nothing else", async () => {
    const open = (url: string) =>
      azure({ ...settings(url), AZURE_OPENAI_DEPLOYMENT: "mine", MODEL: "a-model" });
    const { asked, body } = await ask(says([reply]), open);
    expect(asked.path).toBe(
      "/openai/deployments/mine/chat/completions?api-version=2025-04-01-preview",
    );
    expect(asked.headers).toMatchObject({ "api-key": "a-key" });
    expect(body).toMatchObject({
      messages: [{ role: "system", content: "You are a test." }, { role: "user" }],
      response_format: { type: "json_schema", json_schema: { strict: true } },
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("is called like the model where nothing else is said, and has an API version", async () => {
    const open = (url: string) =>
      azure({ ...settings(`${url}/`), MODEL: "a-model", OPENAI_API_VERSION: "2024-10-21" });
    const { asked } = await ask(says([reply]), open);
    expect(asked.path).toBe("/openai/deployments/a-model/chat/completions?api-version=2024-10-21");
  });

  it("says itself which model it has, and what that took", async () => {
    const answer = says([reply], "stop", "gpt-5.4-mini-2026-03-17");
    const asked = await ask(answer, (url) => azure(settings(url)));
    expect(asked.reply.usage).toMatchObject({
      model: "gpt-5.4-mini-2026-03-17",
      input: 11,
      output: 7,
      cached: 3,
      reasoning: 2,
    });
  });

  it("is not looked for where the SDK would look", async () => {
    vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");
    vi.stubEnv("OPENAI_ORG_ID", "an-organization");
    const { asked } = await ask(says([reply]), (url) => azure(settings(url)));
    vi.unstubAllEnvs();
    expect(asked.headers).not.toHaveProperty("openai-organization");
    expect(asked.headers).not.toHaveProperty("authorization");
  });
});

describe("the content filter", () => {
  it("may refuse the prompt", async () => {
    const asked = ask(promptFiltered, (url) => azure(settings(url)));
    await expect(asked).rejects.toMatchObject({ name: "ModelError", reason: "filtered" });
  });

  it("may say what it found between the pieces of a reply", async () => {
    const found = { index: 0, finish_reason: null, content_filter_results: safe };
    const answer = eventStream([
      chunk({ content: reply }),
      { ...head, choices: [found] },
      chunk({}, "stop"),
      { ...head, choices: [found] },
      "[DONE]",
    ]);
    const asked = await ask(answer, (url) => azure(settings(url)));
    expect(asked.reply.output).toEqual({ intent: "done", message: "It is done." });
  });
});

it("an endpoint is needed", () => {
  expect(() => azure({ AZURE_OPENAI_API_KEY: "a-key" })).toThrow(/^AZURE_OPENAI_ENDPOINT [^\n]*$/);
});
