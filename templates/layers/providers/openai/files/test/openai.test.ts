import { expect, it } from "vitest";

import { openai } from "../src/model/openai.ts";
import { contract } from "./contract.ts";
import { eventStream } from "./event-stream.ts";
import { request } from "./request.ts";
import { serve, type Answer } from "./wire.ts";

const usage = {
  input_tokens: 11,
  output_tokens: 7,
  input_tokens_details: { cached_tokens: 3 },
  output_tokens_details: { reasoning_tokens: 2 },
};

/** The end of a stream of the Responses API, after these pieces of text. */
function ends(type: string, content: object[], more: object = {}, pieces: string[] = []): Answer {
  const output = [{ type: "message", content }];
  const response = { model: "a-model", status: "completed", output, usage, ...more };
  return eventStream([
    ...pieces.map((delta) => ({ type: "response.output_text.delta", delta })),
    { type, response },
  ]);
}

const cut = (reason: string) => ({ status: "incomplete", incomplete_details: { reason } });

const failing = (code: string) =>
  ends("response.failed", [], { status: "failed", error: { code, message: "no" } });

contract("OpenAI", {
  open: openai,
  key: "OPENAI_API_KEY",
  address: "OPENAI_BASE_URL",
  model: "MODEL",
  base: "/v1",
  says: (pieces) =>
    ends("response.completed", [{ type: "output_text", text: pieces.join("") }], {}, pieces),
  useless: {
    refused: ends("response.completed", [{ type: "refusal", refusal: "no" }]),
    cut_off: ends("response.incomplete", [], cut("max_output_tokens")),
    filtered: ends("response.incomplete", [], cut("content_filter")),
    empty: ends("response.completed", []),
    too_long: {
      status: 400,
      body: JSON.stringify({
        error: {
          code: "context_length_exceeded",
          message: "Your input exceeds the context window.",
        },
      }),
    },
  },
  fails: (status, message) => ({ status, body: JSON.stringify({ error: { message } }) }),
});

it.each([
  ["server_error", "unavailable"],
  ["rate_limit_exceeded", "unavailable"],
  ["context_length_exceeded", "too_long"],
  ["insufficient_quota", "setting"],
])(
  "a failure in the middle of a reply means what it means before one: %s",
  async (code, reason) => {
    for (const answer of [failing(code), eventStream([{ type: "error", code, message: "no" }])]) {
      const { url } = await serve(answer);
      const env = { OPENAI_API_KEY: "sk-a-key", OPENAI_BASE_URL: `${url}/v1` };
      const reply = openai(env).reply(request());
      await expect(reply).rejects.toMatchObject({ name: "ModelError", reason });
    }
  },
);
