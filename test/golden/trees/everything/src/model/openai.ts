import OpenAI, { APIError } from "openai";
import type { Response } from "openai/resources/responses/responses";

import { asText } from "../context.ts";
import { modelError, told, type Provider } from "./failure.ts";
import { ModelError, type Model, type Usage } from "./model.ts";
import { readReply, wireSchema } from "./schema.ts";
import { addressFrom, keyFrom, modelFrom } from "./settings.ts";

const defaultModel = "gpt-5.4-mini";

/** The one file that knows OpenAI: the Responses API with strict structured output. */
export function openai(env: NodeJS.ProcessEnv): Model {
  const key = keyFrom(env, "OPENAI_API_KEY");
  const model = modelFrom(env, "MODEL", defaultModel);
  const provider: Provider = {
    title: "OpenAI",
    keyName: "OPENAI_API_KEY",
    key,
    modelName: "MODEL",
    model,
  };
  const client = new OpenAI({
    apiKey: key,
    baseURL: addressFrom(env, "OPENAI_BASE_URL"),
    maxRetries: 0,
    logLevel: "off",
    fetchOptions: { redirect: "manual" },
  });

  return {
    async reply({ system, user, steps, reasoning, hear, signal }) {
      const started = performance.now();
      try {
        const stream = await client.responses.create(
          {
            model,
            instructions: system,
            input: asText(user),
            text: {
              format: {
                type: "json_schema",
                name: "next_step",
                strict: true,
                schema: wireSchema(steps, reasoning),
              },
            },
            store: false,
            stream: true,
          },
          { signal },
        );
        let whole: Response | undefined;
        for await (const event of stream) {
          if (event.type === "response.output_text.delta") hear(event.delta);
          if (event.type === "error") throw failed(event, provider);
          if (isLast(event)) whole = event.response;
        }
        if (!whole) throw new ModelError("unavailable", "the reply broke off");
        const usage = usageOf(whole, performance.now() - started);
        if (whole.error) throw failed(whole.error, provider, usage);
        return { ...readReply(textOf(whole, usage), steps), usage };
      } catch (error) {
        if (error instanceof ModelError) throw error;
        const { status, headers, code } = error instanceof APIError ? error : {};
        const meant = statuses[code ?? ""] ?? status;
        throw modelError({ status: meant, headers, message: told(error) }, provider);
      }
    },
  };
}

/** What comes without a status in the middle of a stream, or with one that says something else. */
const statuses: Record<string, number> = {
  context_length_exceeded: 413,
  insufficient_quota: 402,
  invalid_prompt: 400,
  rate_limit_exceeded: 429,
};

function failed(
  { code, message }: { code?: string | null; message: string },
  provider: Provider,
  usage?: Usage,
): ModelError {
  const error = modelError({ status: statuses[code ?? ""] ?? 500, message }, provider);
  return new ModelError(error.reason, error.message, { usage });
}

type Last = { type: string; response: Response };

function isLast(event: { type: string }): event is Last {
  return ["response.completed", "response.incomplete", "response.failed"].includes(event.type);
}

function textOf({ output, status, ...response }: Response, usage: Usage): string {
  const parts = output.flatMap((item) => (item.type === "message" ? item.content : []));
  const refusal = parts.find((part) => part.type === "refusal");
  if (refusal) throw new ModelError("refused", `the model refused: ${refusal.refusal}`, { usage });
  if (status === "incomplete" && response.incomplete_details?.reason === "content_filter")
    throw new ModelError("filtered", "a content filter stopped the reply", { usage });
  if (status === "incomplete") throw new ModelError("cut_off", "the reply was cut off", { usage });
  const text = parts.map((part) => (part.type === "output_text" ? part.text : "")).join("");
  if (!text) throw new ModelError("empty", "the reply was empty", { usage });
  return text;
}

function usageOf({ model, usage }: Response, ms: number): Usage {
  return {
    model,
    input: usage?.input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
    cached: usage?.input_tokens_details?.cached_tokens,
    reasoning: usage?.output_tokens_details?.reasoning_tokens,
    ms: Math.round(ms),
  };
}
