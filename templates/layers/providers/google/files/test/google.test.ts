import { expect, it, onTestFinished, vi } from "vitest";

import { google } from "../src/model/google.ts";
import type { ModelError } from "../src/model/model.ts";
import { contract } from "./contract.ts";
import { request } from "./request.ts";
import { serve, type Answer } from "./wire.ts";

const modelVersion = "a-model-001";
const usageMetadata = {
  promptTokenCount: 11,
  candidatesTokenCount: 5,
  thoughtsTokenCount: 2,
  cachedContentTokenCount: 3,
  totalTokenCount: 18,
};

/** A stream of the Gemini API: server-sent events without names, and nothing but its end to end it. */
function streams(chunks: object[]): Answer {
  const lines = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`);
  return { headers: { "content-type": "text/event-stream" }, body: lines.join("") };
}

function piece(text: string): object {
  const candidates = [{ content: { parts: [{ text }], role: "model" }, index: 0 }];
  return { candidates, usageMetadata: { promptTokenCount: 11 }, modelVersion };
}

function end(finishReason: string, parts: object[] = []): object {
  const content = parts.length > 0 ? { content: { parts, role: "model" } } : {};
  return { candidates: [{ ...content, finishReason, index: 0 }], usageMetadata, modelVersion };
}

function fails(code: number, message: string, status = "", details: object[] = []): Answer {
  return { status: code, body: JSON.stringify({ error: { code, message, status, details } }) };
}

contract("Google", {
  open: google,
  key: "GEMINI_API_KEY",
  address: "GOOGLE_GEMINI_BASE_URL",
  model: "MODEL",
  says: (pieces) =>
    streams([...pieces.map(piece), end("STOP", [{ text: "", thoughtSignature: "c2VlbQ==" }])]),
  useless: {
    cut_off: streams([piece('{"step":'), end("MAX_TOKENS")]),
    filtered: streams([piece('{"step":'), end("SAFETY")]),
    empty: streams([end("STOP", [{ text: "thinking", thought: true }])]),
    too_long: fails(
      400,
      "The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).",
      "INVALID_ARGUMENT",
    ),
  },
  fails,
});

const done = '{"step":{"intent":"done"}}';

async function ask(answer: Answer) {
  const { url, asked } = await serve(answer);
  const env = { GEMINI_API_KEY: "a-key", GOOGLE_GEMINI_BASE_URL: url, MODEL: "a-model" };
  const reply = google(env).reply(request());
  const outcome = await reply.catch((error: ModelError) => error);
  return { outcome, asked: asked[0], body: JSON.parse(asked[0]?.body ?? "{}") as unknown };
}

it("asks Gemini for JSON by a schema, with the key in a header", async () => {
  const { asked, body } = await ask(streams([piece(done), end("STOP")]));
  expect(asked?.path).toBe("/v1beta/models/a-model:streamGenerateContent?alt=sse");
  expect(asked?.headers["x-goog-api-key"]).toBe("a-key");
  expect(body).toMatchObject({
    systemInstruction: { parts: [{ text: "You are a test." }] },
    contents: [{ role: "user", parts: [{ text: "What now?" }] }],
    generationConfig: {
      responseMimeType: "application/json",
      responseJsonSchema: { properties: { step: { type: "object" } }, required: ["step"] },
    },
  });
});

it("takes no setting from the variables that the SDK reads by itself", async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv("GOOGLE_API_KEY", "another-key");
  vi.stubEnv("GOOGLE_GENAI_USE_VERTEXAI", "true");
  vi.stubEnv("GOOGLE_CLOUD_PROJECT", "another-project");
  const { asked } = await ask(streams([piece(done), end("STOP")]));
  expect(asked?.path).toContain("/v1beta/models/a-model");
  expect(asked?.headers["x-goog-api-key"]).toBe("a-key");
});

it("counts the thoughts as output, and names the version that answered", async () => {
  const { outcome } = await ask(streams([piece(done), end("STOP")]));
  const usage = { model: modelVersion, input: 11, output: 7, cached: 3, reasoning: 2 };
  expect(outcome).toMatchObject({ output: { intent: "done" }, usage });
});

it("a key that Google does not know is a setting, though it calls it a bad request", async () => {
  const message = "API key not valid. Please pass a valid API key.";
  const info = "type.googleapis.com/google.rpc.ErrorInfo";
  const details = [{ "@type": info, reason: "API_KEY_INVALID", domain: "googleapis.com" }];
  const { outcome } = await ask(fails(400, message, "INVALID_ARGUMENT", details));
  expect(outcome).toMatchObject({
    reason: "setting",
    message: "Google does not accept this GEMINI_API_KEY.",
  });
});

it("waits as long as Google's own words ask for", async () => {
  const info = "type.googleapis.com/google.rpc.RetryInfo";
  const details = [{ "@type": info, retryDelay: "34.5s" }];
  const { outcome } = await ask(fails(429, "Quota exceeded.", "RESOURCE_EXHAUSTED", details));
  expect(outcome).toMatchObject({ reason: "unavailable", retryAfter: 34_500 });
});

it.each(["PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION", "LANGUAGE", "OTHER"])(
  "%s is a filter's end of a reply",
  async (reason) => {
    const { outcome } = await ask(streams([piece(done), end(reason)]));
    expect(outcome).toMatchObject({ reason: "filtered", usage: { input: 11 } });
  },
);

it("a prompt that is blocked is filtered", async () => {
  const blocked = { promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, usageMetadata };
  const { outcome } = await ask(streams([blocked]));
  expect(outcome).toMatchObject({ reason: "filtered" });
});

it("a tool call in place of a step is no step", async () => {
  const { outcome } = await ask(streams([end("UNEXPECTED_TOOL_CALL")]));
  expect(outcome).toMatchObject({ reason: "empty" });
});

it("a reply without an end broke off", async () => {
  const { outcome } = await ask(streams([piece(done)]));
  expect(outcome).toMatchObject({ reason: "unavailable", message: "the reply broke off" });
});

it("an error in the middle of a reply is the server's", async () => {
  const error = { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" };
  const { outcome } = await ask(streams([piece(done), { error }]));
  expect(outcome).toMatchObject({
    reason: "unavailable",
    message: "Google failed (503): The model is overloaded.",
  });
});
