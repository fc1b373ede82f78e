import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";

import { openai } from "../src/model/openai.ts";

const key = "sk-a-key-of-the-tests";
const step = { intent: "done", message: "Done." };
const steps = z.strictObject({ intent: z.literal("done"), message: z.string() });

/** What the model makes of an answer of the server. */
async function replyTo(status: number, body: string): Promise<unknown> {
  const server = createServer((_request, response) => {
    const headers = { "content-type": "application/json", "retry-after-ms": "1" };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const model = openai({
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
  });
  const { signal } = new AbortController();
  const request = { agent: "main", system: "", user: [], steps, reasoning: false, turn: 0 };
  return model.reply({ ...request, signal });
}

function says(content: object, more: object = {}): string {
  const output = [{ type: "message", content: [content] }];
  return JSON.stringify({ object: "response", status: "completed", output, ...more });
}

describe("a reply", () => {
  it("is the step in it", async () => {
    const text = JSON.stringify({ step });
    const body = says({ type: "output_text", text });
    expect(await replyTo(200, body)).toMatchObject({ output: step });
  });

  it.each([
    ["a refusal", 200, says({ type: "refusal", refusal: "no" }), "the model refused: no"],
    ["cut off", 200, says({}, { status: "incomplete" }), "the reply was cut off"],
    ["empty", 200, says({}), "the reply was empty"],
    ["a failure", 200, says({}, { error: { message: "sorry" } }), "OpenAI failed: sorry"],
    ["of another kind", 200, "{}", "is none of the Responses API"],
    ["no JSON", 200, "<html>", "is none of the Responses API"],
    ["an error page", 500, "<html>", "OpenAI failed: 500"],
    ["a wrong key", 401, "{}", "does not accept this OPENAI_API_KEY"],
    ["an unknown model", 404, "{}", "does not know the model"],
  ])("that is %s gives one clear error", async (_name, status, body, message) => {
    const error = { name: "ModelError", message: expect.stringContaining(message) };
    await expect(replyTo(status, body)).rejects.toMatchObject(error);
  });

  it.each([400, 500])("%d that quotes the key, at length, is cut and does not", async (status) => {
    const body = JSON.stringify({ error: { message: `${key} ${"x".repeat(10_000)}` } });
    const error = await replyTo(status, body).catch(String);
    expect(error).toContain("[OPENAI_API_KEY]");
    expect(error).not.toContain(key);
    expect(String(error).length).toBeLessThan(1000);
  });
});

describe("a setting that cannot work", () => {
  it.each([
    ["no key", { OPENAI_API_KEY: " " }],
    ["a key with a line break inside", { OPENAI_API_KEY: "sk-\nsecret" }],
    ["typographic quotes", { OPENAI_API_KEY: "“sk-secret”" }],
    ["an address without http", { OPENAI_API_KEY: key, OPENAI_BASE_URL: "localhost:1234/v1" }],
    ["a password", { OPENAI_API_KEY: key, OPENAI_BASE_URL: "http://me:secret@there/v1" }],
  ])("is one line that keeps the secret: %s", (_name, env) => {
    expect(() => openai(env)).toThrow(/^OPENAI_(?!.*secret).*$/);
  });
});
