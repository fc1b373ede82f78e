import { expect, it } from "vitest";

import type { ModelError } from "../src/model/model.ts";
import { ollama } from "../src/model/ollama.ts";
import { contract } from "./contract.ts";
import { request } from "./request.ts";
import { nowhere, serve, type Answer } from "./wire.ts";

const head = { model: "a-model", created_at: "2026-11-24T10:00:00.123456789Z" };

/** A stream of Ollama's: a line of JSON for each piece. */
function streams(lines: object[]): Answer {
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return { headers: { "content-type": "application/x-ndjson" }, body };
}

function piece(content: string, more: object = {}): object {
  return { ...head, message: { role: "assistant", content, ...more }, done: false };
}

function end(done_reason: string): object {
  const counts = { prompt_eval_count: 11, eval_count: 7, total_duration: 1_000_000 };
  return { ...piece(""), done: true, done_reason, ...counts };
}

function fails(status: number, error: string): Answer {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { status, headers, body: JSON.stringify({ error }) };
}

contract("Ollama", {
  open: ollama,
  address: "OLLAMA_HOST",
  model: "MODEL",
  settings: { OLLAMA_API_KEY: "sk-a-key-of-the-tests" },
  says: (pieces) => streams([...pieces.map((text) => piece(text)), end("stop")]),
  useless: {
    cut_off: streams([piece('{"step":'), end("length")]),
    empty: streams([piece("", { thinking: "Hm." }), end("stop")]),
    too_long: fails(
      400,
      "request (40003 tokens) exceeds the available context size (32768 tokens), try increasing it",
    ),
  },
  fails,
});

const done = '{"step":{"intent":"done"}}';

async function askAt(url: string, key = "") {
  const heard: (string | null)[] = [];
  const reply = ollama({ OLLAMA_HOST: url, OLLAMA_API_KEY: key, MODEL: "a-model" }).reply(
    request({ hear: (text) => heard.push(text) }),
  );
  const outcome = await reply.catch((error: ModelError) => error);
  return { outcome, heard };
}

async function ask(answer: Answer, key?: string) {
  const { url, asked } = await serve(answer);
  return { ...(await askAt(url, key)), asked: asked[0] };
}

it("asks Ollama for a schema, in words too, and for an error where the window is too small", async () => {
  const { asked } = await ask(streams([piece(done), end("stop")]));
  expect(asked?.path).toBe("/api/chat");
  expect(asked?.headers.authorization).toBeUndefined();
  const body = JSON.parse(asked?.body ?? "") as { format: object };
  expect(body).toMatchObject({
    model: "a-model",
    format: { required: ["step"] },
    options: { num_ctx: 32_768 },
    truncate: false,
    shift: false,
    stream: true,
  });
  expect(body).toMatchObject({
    messages: [
      { role: "system", content: expect.stringContaining(JSON.stringify(body.format)) as string },
      { role: "user", content: "What now?" },
    ],
  });
});

it("finds the step among the words of a model that nothing holds to the schema", async () => {
  const said = `<think>Am I done?</think>Sure:\n\`\`\`json\n${done}\n\`\`\``;
  const { outcome } = await ask(streams([piece(said), end("stop")]));
  expect(outcome).toMatchObject({ output: { intent: "done" } });
});

it("hears what a model says, and not what it thinks", async () => {
  const thought = piece("", { thinking: "Hm." });
  const { heard } = await ask(streams([thought, piece(done), end("stop")]));
  expect(heard).toEqual([done]);
});

it("sends a key when there is one, and says when it is wrong", async () => {
  const { asked, outcome } = await ask(fails(401, "unauthorized: a-key"), "a-key");
  expect(asked?.headers.authorization).toBe("Bearer a-key");
  const message = "Ollama does not accept this OLLAMA_API_KEY.";
  expect(outcome).toMatchObject({ reason: "setting", message });
  expect(() => ollama({ OLLAMA_API_KEY: "a\nkey" })).toThrow(/^OLLAMA_API_KEY holds/);
});

it("says how to get a model that is not there", async () => {
  const { outcome } = await ask(fails(404, "model 'a-model' not found"));
  expect(outcome).toMatchObject({
    reason: "setting",
    message: "Ollama does not have a-model: run ollama pull a-model, or set MODEL to another.",
  });
});

it("says when it has found another server", async () => {
  const { outcome } = await ask({ status: 404, body: "404 page not found" });
  expect(outcome).toMatchObject({
    reason: "setting",
    message: "OLLAMA_HOST leads to a server that does not know /api/chat.",
  });
});

it("says how to start Ollama", async () => {
  const url = await nowhere();
  const { outcome } = await askAt(url);
  expect(outcome).toMatchObject({ reason: "unavailable" });
  expect(String(outcome)).toMatch(/is not at http:.*ECONNREFUSED.*: start it with ollama serve\.$/);
});

it("a reply without an end broke off", async () => {
  const { outcome } = await ask(streams([piece(done)]));
  expect(outcome).toMatchObject({ reason: "unavailable", message: "the reply broke off" });
});

it("an error in the middle of a reply is the server's", async () => {
  const { outcome } = await ask(streams([piece('{"step":'), { error: "out of memory" }]));
  expect(outcome).toMatchObject({
    reason: "unavailable",
    message: "Ollama failed (500): Error: out of memory",
  });
});
