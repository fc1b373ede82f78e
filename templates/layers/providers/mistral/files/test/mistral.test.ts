import { expect, it } from "vitest";

import { mistral } from "../src/model/mistral.ts";
import type { ModelError } from "../src/model/model.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import { request } from "./request.ts";
import { serve, type Answer } from "./wire.ts";

const usage = {
  prompt_tokens: 11,
  total_tokens: 18,
  completion_tokens: 7,
  prompt_tokens_details: { cached_tokens: 3 },
};

function chunk(delta: object, finish_reason: string | null = null): object {
  const end = finish_reason ? { usage } : {};
  const head = { id: "a1b2", object: "chat.completion.chunk", created: 1_760_000_000 };
  return { ...head, model: "a-model", choices: [{ index: 0, delta, finish_reason }], ...end };
}

const start = chunk({ role: "assistant", content: "" });
const piece = (content: string) => chunk({ content });

function ends(reason: string, pieces: string[] = []): Answer {
  return eventStream([start, ...pieces.map(piece), chunk({ content: "" }, reason), "[DONE]"]);
}

function fails(status: number, message: string, type = "invalid_request_error"): Answer {
  const error = { object: "error", message, type, param: null, code: "3000" };
  return { status, body: JSON.stringify(error) };
}

contract("Mistral", {
  open: mistral,
  key: "MISTRAL_API_KEY",
  address: "MISTRAL_BASE_URL",
  model: "MODEL",
  says: (pieces) => ends("stop", pieces),
  useless: {
    cut_off: ends("length", ['{"step":']),
    empty: ends("stop"),
    too_long: fails(
      400,
      "Prompt contains 40003 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
      "invalid_request_prompt",
    ),
  },
  fails,
});

const done = '{"step":{"intent":"done"}}';

async function ask(answer: Answer) {
  const { url, asked } = await serve(answer);
  const env = { MISTRAL_API_KEY: "a-key", MISTRAL_BASE_URL: url, MODEL: "a-model" };
  const heard: (string | null)[] = [];
  const reply = mistral(env).reply(request({ hear: (text) => heard.push(text) }));
  const outcome = await reply.catch((error: ModelError) => error);
  return { outcome, heard, asked: asked[0] };
}

it("asks Mistral for strict JSON by a schema", async () => {
  const { outcome, asked } = await ask(ends("stop", [done]));
  expect(outcome).toMatchObject({ output: { intent: "done" }, usage: { cached: 3 } });
  expect(asked).toMatchObject({
    path: "/v1/chat/completions",
    headers: { authorization: "Bearer a-key" },
  });
  expect(JSON.parse(asked?.body ?? "")).toMatchObject({
    model: "a-model",
    stream: true,
    prompt_cache_key: "main",
    messages: [
      { role: "system", content: "You are a test." },
      { role: "user", content: "What now?" },
    ],
    response_format: {
      type: "json_schema",
      json_schema: { name: "next_step", strict: true, schema: { required: ["step"] } },
    },
  });
});

it("hears what a model says, and not what it thinks", async () => {
  const thinking = [{ type: "thinking", thinking: [{ type: "text", text: "Hm." }] }];
  const text = [{ type: "text", text: done }];
  const { outcome, heard } = await ask(
    eventStream([
      start,
      chunk({ content: thinking }),
      chunk({ content: text }),
      chunk({ content: "" }, "stop"),
    ]),
  );
  expect(outcome).toMatchObject({ output: { intent: "done" } });
  expect(heard).toEqual([done]);
});

it("an unknown model is a setting, though Mistral calls it a bad request", async () => {
  const { outcome } = await ask(fails(400, "Invalid model: a-model", "invalid_model"));
  expect(outcome).toMatchObject({
    reason: "setting",
    message: "Mistral does not know the model a-model: set MODEL to another.",
  });
});

it.each([
  ["model_length", "too_long"],
  ["error", "unavailable"],
])("a reply that ends with %s is %s", async (end, reason) => {
  const { outcome } = await ask(ends(end, ['{"step":']));
  expect(outcome).toMatchObject({ name: "ModelError", reason });
});

it("a reply without an end broke off", async () => {
  const { outcome } = await ask(eventStream([start, piece(done)]));
  expect(outcome).toMatchObject({ reason: "unavailable", message: "the reply broke off" });
});

it.each([{ object: "error", message: "Service unavailable." }, "not even JSON"])(
  "what its SDK cannot read is no reply: %j",
  async (odd) => {
    const { outcome } = await ask(eventStream([start, piece(done), odd]));
    const message = "Mistral cannot be reached: its SDK cannot read the reply";
    expect(outcome).toMatchObject({ name: "ModelError", reason: "unavailable", message });
  },
);
