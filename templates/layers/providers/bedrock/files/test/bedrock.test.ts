import { crc32 } from "node:zlib";

import { afterEach, describe, expect, it, vi } from "vitest";

import { bedrock } from "../src/model/bedrock.ts";
import type { ModelRequest } from "../src/model/model.ts";
import { contract } from "./contract.ts";
import { request } from "./request.ts";
import { serve, type Answer } from "./wire.ts";

/** One message of AWS's binary event stream: lengths, headers, JSON, and checksums over them. */
function frame(kind: "event" | "exception", type: string, payload: object): Buffer {
  const text = String.fromCodePoint(7); // the kind of a header's value; its length has two bytes
  const headers = Object.entries({
    [`:${kind}-type`]: type,
    ":content-type": "application/json",
    ":message-type": kind,
  }).map(([name, value]) => `${length(name)}${name}${text}\0${length(value)}${value}`);
  const [head, body] = [Buffer.from(headers.join("")), Buffer.from(JSON.stringify(payload))];
  const prelude = uint32(12 + head.length + body.length + 4, head.length);
  const message = Buffer.concat([prelude, uint32(crc32(prelude)), head, body]);
  return Buffer.concat([message, uint32(crc32(message))]);
}

function length(short: string): string {
  return String.fromCodePoint(short.length);
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value, 4 * n);
  return bytes;
}

function streams(...frames: Buffer[]): Answer {
  const headers = { "content-type": "application/vnd.amazon.eventstream" };
  return { headers, body: Buffer.concat(frames) };
}

const begun = (...pieces: string[]) => [
  frame("event", "messageStart", { p: "abcd", role: "assistant" }),
  ...pieces.map((text) =>
    frame("event", "contentBlockDelta", { contentBlockIndex: 0, delta: { text }, p: "abc" }),
  ),
  frame("event", "contentBlockStop", { contentBlockIndex: 0, p: "abcdef" }),
];

/** The stream of a whole reply in these pieces. Of its 11 tokens of input, 9 are in the cache. */
function ends(stopReason: string, pieces: string[] = []): Answer {
  const cached = { cacheReadInputTokens: 3, cacheWriteInputTokens: 6 };
  const usage = { inputTokens: 2, outputTokens: 7, totalTokens: 18, ...cached };
  return streams(
    ...begun(...pieces),
    frame("event", "messageStop", { p: "ab", stopReason }),
    frame("event", "metadata", { metrics: { latencyMs: 5 }, p: "abcde", usage }),
  );
}

const types: Record<number, string> = {
  400: "ValidationException",
  403: "AccessDeniedException",
  404: "ResourceNotFoundException",
  424: "ModelErrorException",
  429: "ThrottlingException",
  500: "InternalServerException",
  503: "ServiceUnavailableException",
};

function fails(status: number, message: string, type = types[status]): Answer {
  const name = `${type ?? "UnknownException"}:http://internal.amazon.com/coral/com.amazon.bedrock/`;
  return { status, headers: { "x-amzn-errortype": name }, body: JSON.stringify({ message }) };
}

const keys = { AWS_ACCESS_KEY_ID: "AKIA1", AWS_SECRET_ACCESS_KEY: "sk-a-key-of-the-tests" };
const settings = { AWS_REGION: "us-east-1", ...keys };

contract("Amazon Bedrock", {
  open: bedrock,
  address: "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
  model: "MODEL",
  settings,
  says: (pieces) => ends("end_turn", pieces),
  useless: {
    refused: ends("refusal"),
    cut_off: ends("max_tokens", ['{"st']),
    filtered: ends("guardrail_intervened", ["Sorry."]),
    empty: ends("end_turn"),
    too_long: fails(400, "Input is too long for requested model."),
  },
  fails,
});

/** What comes of asking a server that answers so, and what it was asked. */
async function ask(answer: Answer, more: Partial<ModelRequest> = {}, env: NodeJS.ProcessEnv = {}) {
  const { url, asked } = await serve(answer);
  const address = { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url };
  const model = bedrock({ ...settings, ...address, MODEL: "us.anthropic.a-model", ...env });
  const reply = model.reply(
    request({ user: ["Here it is:", "One.", "What now?"], stable: 2, ...more }),
  );
  return { reply, asked };
}

const done = '{"step":{"intent":"done"}}';

describe("Bedrock", () => {
  it.each([
    ["content_filtered", "filtered"],
    ["model_context_window_exceeded", "too_long"],
  ])("tells a reply that stops for the reason %s", async (stop, reason) => {
    const { reply } = await ask(ends(stop, [done]));
    await expect(reply).rejects.toMatchObject({ reason, usage: { output: 7 } });
  });

  it("leaves it to the check of the step what is wrong with a malformed reply", async () => {
    const { reply } = await ask(ends("malformed_model_output", ['{"step"']));
    expect(await reply).toMatchObject({ output: '{"step"' });
  });

  it.each([
    ["throttlingException", "unavailable"],
    ["modelStreamErrorException", "unavailable"],
    ["internalServerException", "unavailable"],
    ["serviceUnavailableException", "unavailable"],
    ["validationException", "request"],
    ["somethingNewException", "unavailable"],
  ])("may fail in the middle of a reply: %s", async (type, reason) => {
    const { reply } = await ask(
      streams(...begun(done), frame("exception", type, { message: "No." })),
    );
    await expect(reply).rejects.toMatchObject({ name: "ModelError", reason });
  });

  it.each([
    [
      "the keys are of nobody",
      fails(403, "invalid", "UnrecognizedClientException"),
      "AWS_ACCESS_KEY_ID",
    ],
    ["the model is not for these", fails(403, "no access to a-model"), "no access to a-model"],
    ["there is no such model", fails(400, "The provided model identifier is invalid."), "MODEL"],
  ])("names the setting that is wrong: %s", async (_what, answer, words) => {
    const { reply } = await ask(answer);
    const message = expect.stringContaining(words) as string;
    await expect(reply).rejects.toMatchObject({ reason: "setting", message });
  });

  it.each([
    fails(429, "Too many tokens, please wait before trying again."),
    fails(424, "The model had an error."),
    fails(400, "The quota is used up.", "ServiceQuotaExceededException"),
  ])("may be asked again: $body", async (answer) => {
    const { reply } = await ask(answer);
    await expect(reply).rejects.toMatchObject({ reason: "unavailable" });
  });

  it("counts as input what came from the cache or went there", async () => {
    const { reply } = await ask(ends("end_turn", [done]));
    const { usage } = await reply;
    expect(usage).toMatchObject({ model: "us.anthropic.a-model", input: 11, cached: 3, output: 7 });
  });

  it("is asked for a stream that keeps to the schema", async () => {
    const { reply, asked } = await ask(ends("end_turn", [done]));
    await reply;
    expect(asked[0]?.path).toBe("/model/us.anthropic.a-model/converse-stream");
    const body = JSON.parse(asked[0]?.body ?? "");
    expect(body).toMatchObject({
      system: [{ text: "You are a test." }],
      inferenceConfig: { maxTokens: expect.any(Number) },
      outputConfig: { textFormat: { type: "json_schema" } },
    });
    const { schema } = body.outputConfig.textFormat.structure.jsonSchema;
    expect(JSON.parse(schema)).toMatchObject({ type: "object", required: ["step"] });
  });
});

describe("who asks Bedrock", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ["access keys", {}, /^AWS4-HMAC-SHA256 Credential=AKIA1\//],
    ["access keys beside an empty API key", { AWS_BEARER_TOKEN_BEDROCK: "" }, /^AWS4-HMAC-SHA256 /],
    ["an API key", { AWS_BEARER_TOKEN_BEDROCK: "bedrock-1" }, /^Bearer bedrock-1$/],
  ])("is told by %s", async (_what, env, authorization) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const { reply, asked } = await ask(ends("end_turn", [done]), {}, env);
    await reply;
    expect(asked[0]?.headers.authorization).toMatch(authorization);
  });

  it.each([
    [{ AWS_REGION: "" }, /^AWS_REGION is not set/],
    [{ AWS_SECRET_ACCESS_KEY: "" }, /^AWS_SECRET_ACCESS_KEY is not set/],
    [{ AWS_SECRET_ACCESS_KEY: "a\nsecret" }, /^AWS_SECRET_ACCESS_KEY (?!.*secret)[^\n]*$/],
    [{ AWS_BEARER_TOKEN_BEDROCK: "a\nsecret" }, /^AWS_BEARER_TOKEN_BEDROCK (?!.*secret)[^\n]*$/],
  ])("is known before the first request: %j", (env, words) => {
    expect(() => bedrock({ ...settings, ...env })).toThrow(words);
  });

  it("is said to be missing where nothing on the machine tells", async () => {
    for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "none");
    for (const name of Object.keys(process.env))
      if (/^AWS_(?!.*FILE$)/.test(name)) vi.stubEnv(name, undefined);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    const { reply, asked } = await ask({}, {}, { AWS_ACCESS_KEY_ID: "" });
    const message = expect.stringMatching(/^[^\n]*AWS_ACCESS_KEY_ID[^\n]*$/) as string;
    await expect(reply).rejects.toMatchObject({ reason: "setting", message });
    expect(asked).toEqual([]);
  });
});

describe("the prompt cache", () => {
  type Block = { cachePoint?: object };

  /** The blocks of the request, and how many of them are before the mark. */
  async function marked(user: string[], stable: number, MODEL = "us.anthropic.a-model") {
    const { reply, asked } = await ask(ends("end_turn", [done]), { user, stable }, { MODEL });
    await reply;
    const { messages } = JSON.parse(asked[0]?.body ?? "") as { messages: { content: Block[] }[] };
    const all = messages.flatMap(({ content }) => content);
    const marks = all.flatMap(({ cachePoint }, n) => (cachePoint ? [n] : []));
    const blocks = all
      .filter(({ cachePoint }) => !cachePoint)
      .map((block) => JSON.stringify(block));
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

  it("keeps nothing where nothing stays, or the model takes no marks", async () => {
    expect(await marked(["What now?"], 0)).toMatchObject({ marks: [] });
    expect(await marked(["One.", "What now?"], 1, "openai.a-model")).toMatchObject({ marks: [] });
  });
});
