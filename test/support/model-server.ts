import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";

export interface ModelServer {
  url: string;
  /** For the provider `openai`. */
  env: NodeJS.ProcessEnv;
  /** The requests so far, as they came over the wire. */
  recorded: () => Recorded[];
  /** Their bodies, read as those of the Responses API. */
  requests: () => ResponsesRequest[];
  stop: () => Promise<void>;
}

export interface Recorded {
  path: string;
  body: string;
}

/** What OpenAI's Responses API reads, as far as these tests look at it. */
interface ResponsesRequest {
  model: string;
  instructions: string;
  input: string;
  text: { format: { type: string; name: string; strict: boolean; schema: JsonSchema } };
}

export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  [keyword: string]: unknown;
}

/** A model server that others wrote, on a port of its own, which answers with these steps in order, then with the last. */
export async function modelServer(steps: object[]): Promise<ModelServer> {
  const server = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent" });
  let turn = 0;
  server.addFixture({
    match: {},
    response: () => {
      const step = steps[Math.min(turn, steps.length - 1)];
      turn += 1;
      return { content: JSON.stringify({ step }) };
    },
  });
  await server.start();
  const relay = await recordingRelay(server.url);
  return {
    url: relay.url,
    env: { OPENAI_API_KEY: "a-key-of-the-test", OPENAI_BASE_URL: `${relay.url}/v1` },
    recorded: () => relay.recorded,
    requests: () => relay.recorded.map(({ body }) => JSON.parse(body)),
    stop: async () => {
      await relay.stop();
      await server.stop();
    },
  };
}

/** Stands in front of the model server, which keeps its own idea of a request, and keeps the bytes. */
async function recordingRelay(upstream: string) {
  const recorded: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const { url: path = "" } = request;
    recorded.push({ path, body });
    const answer = await fetch(`${upstream}${path}`, {
      method: request.method ?? "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const type = answer.headers.get("content-type") ?? "application/json";
    response.writeHead(answer.status, { "content-type": type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    recorded,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

// What strict structured output accepts. The server above takes any request, so the real one's
// rules are held here.
const keywords = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "anyOf",
  "items",
  "enum",
  "const",
  "description",
  "$ref",
  "$defs",
]);

/** Every way in which a schema breaks the rules of strict mode, by its place in the schema. */
export function strictModeProblems(schema: JsonSchema, at = "root"): string[] {
  const problems = Object.keys(schema)
    .filter((keyword) => !keywords.has(keyword))
    .map((keyword) => `${at}: ${keyword} is not supported`);
  if (at === "root" && (schema.type !== "object" || schema.anyOf !== undefined)) {
    problems.push("root: must be an object without anyOf");
  }
  if (schema.type === "object") {
    const names = Object.keys(schema.properties ?? {});
    if (schema.additionalProperties !== false) problems.push(`${at}: allows additional properties`);
    if (names.join() !== (schema.required ?? []).join()) problems.push(`${at}: not all required`);
  }
  const inner: [string, JsonSchema][] = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.anyOf ?? []).map((each, index): [string, JsonSchema] => [`anyOf[${index}]`, each]),
    ...(schema.items === undefined ? [] : [["items", schema.items] as [string, JsonSchema]]),
  ];
  return [
    ...problems,
    ...inner.flatMap(([name, each]) => strictModeProblems(each, `${at}.${name}`)),
  ];
}
