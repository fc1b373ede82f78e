import { z } from "zod";
import type { Recorded } from "./model-server.ts";
import { strictModeProblems, type JsonSchema } from "./model-server.ts";

// What each API takes, field by field: the model server lets requests pass that the real ones refuse.

const text = z.string().min(1);
const model = z.string().regex(/^\S+$/);
const schema = z.looseObject({ type: z.literal("object") });

const chatMessages = z.tuple(
  [z.strictObject({ role: z.literal("system"), content: text })],
  z.strictObject({ role: z.literal("user"), content: text }),
);

const chat = z.strictObject({
  model,
  messages: chatMessages,
  response_format: z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({ name: text, strict: z.literal(true), schema }),
  }),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }),
});

const anthropicBlock = z.strictObject({
  type: z.literal("text"),
  text,
  cache_control: z.strictObject({ type: z.literal("ephemeral") }).optional(),
});

/** Whose API a provider speaks, where its schema is in a request, and what else there may be. */
interface Api {
  readonly path: RegExp;
  readonly body: z.ZodType;
  readonly schema: (body: never) => unknown;
}

const chatApi = (path: RegExp, more: z.core.$ZodLooseShape = {}): Api => ({
  path,
  body: chat.extend(more),
  schema: (body: z.infer<typeof chat>) => body.response_format.json_schema.schema,
});

const apis: Readonly<Record<string, Api>> = {
  openai: {
    path: /^\/v1\/responses$/,
    body: z.strictObject({
      model,
      instructions: text,
      input: text,
      text: z.strictObject({
        format: z.strictObject({
          type: z.literal("json_schema"),
          name: text,
          strict: z.literal(true),
          schema,
        }),
      }),
      store: z.literal(false),
      stream: z.literal(true),
    }),
    schema: (body: { text: { format: { schema: unknown } } }) => body.text.format.schema,
  },
  anthropic: {
    path: /^\/v1\/messages$/,
    body: z.strictObject({
      model,
      system: text,
      messages: z.tuple([
        z.strictObject({ role: z.literal("user"), content: z.array(anthropicBlock).min(1) }),
      ]),
      output_config: z.strictObject({
        format: z.strictObject({ type: z.literal("json_schema"), schema }),
      }),
      max_tokens: z.int().positive(),
      stream: z.literal(true),
    }),
    schema: (body: { output_config: { format: { schema: unknown } } }) =>
      body.output_config.format.schema,
  },
  google: {
    path: /^\/v1beta\/models\/[^/]+:streamGenerateContent\?alt=sse$/,
    body: z.strictObject({
      contents: z.tuple([
        z.strictObject({
          role: z.literal("user"),
          parts: z.tuple([z.strictObject({ text })]),
        }),
      ]),
      systemInstruction: z.strictObject({
        role: z.literal("user").optional(),
        parts: z.tuple([z.strictObject({ text })]),
      }),
      generationConfig: z.strictObject({
        responseMimeType: z.literal("application/json"),
        responseJsonSchema: schema,
      }),
    }),
    schema: (body: { generationConfig: { responseJsonSchema: unknown } }) =>
      body.generationConfig.responseJsonSchema,
  },
  mistral: {
    path: /^\/v1\/chat\/completions(?:#stream)?$/,
    body: chat.omit({ stream_options: true }).extend({ prompt_cache_key: text }),
    schema: (body: z.infer<typeof chat>) => body.response_format.json_schema.schema,
  },
  ollama: {
    path: /^\/api\/chat$/,
    body: z.strictObject({
      model,
      messages: chatMessages,
      format: schema,
      options: z.strictObject({ num_ctx: z.int() }),
      truncate: z.literal(false),
      shift: z.literal(false),
      stream: z.literal(true),
    }),
    schema: (body: { format: unknown }) => body.format,
  },
  bedrock: {
    path: /^\/model\/[^/]+\/converse-stream$/,
    body: z.strictObject({
      system: z.array(z.strictObject({ text })).min(1),
      messages: z.tuple([
        z.strictObject({
          role: z.literal("user"),
          content: z
            .array(
              z.union([
                z.strictObject({ text }),
                z.strictObject({ cachePoint: z.strictObject({ type: z.literal("default") }) }),
              ]),
            )
            .min(1),
        }),
      ]),
      inferenceConfig: z.strictObject({ maxTokens: z.int().positive() }),
      outputConfig: z.strictObject({
        textFormat: z.strictObject({
          type: z.literal("json_schema"),
          structure: z.strictObject({
            jsonSchema: z.strictObject({ name: text, schema: text }),
          }),
        }),
      }),
    }),
    schema: (body: {
      outputConfig: { textFormat: { structure: { jsonSchema: { schema: string } } } };
    }) => JSON.parse(body.outputConfig.textFormat.structure.jsonSchema.schema),
  },
  azure: chatApi(/^\/openai\/deployments\/[^/]+\/chat\/completions\?api-version=[\w-]+$/),
  groq: chatApi(/\/chat\/completions$/),
  openrouter: chatApi(/\/chat\/completions$/, {
    provider: z.strictObject({ require_parameters: z.literal(true) }),
  }),
  "openai-compatible": chatApi(/\/chat\/completions$/),
};

/** What the provider's real server would refuse in a request. */
export function problemsOf(provider: string, { path, body }: Recorded): string[] {
  const api = apis[provider];
  if (api === undefined) return [`nothing is known of the API of ${provider}`];
  const problems = api.path.test(path) ? [] : [`the path is ${path}`];
  const read = api.body.safeParse(JSON.parse(body));
  if (!read.success) return [...problems, z.prettifyError(read.error)];
  return [...problems, ...strictModeProblems(api.schema(read.data as never) as JsonSchema)];
}
