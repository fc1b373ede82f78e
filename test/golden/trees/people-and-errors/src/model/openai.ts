import OpenAI, { APIConnectionError, APIError } from "openai";
import type { Response } from "openai/resources/responses/responses";

import { asText } from "../context.ts";
import { UserError } from "../user-error.ts";
import { ModelError, type Model } from "./model.ts";
import { readReply, wireSchema } from "./schema.ts";

const defaultModel = "gpt-5.4-mini";

/** The one file that knows OpenAI: the Responses API with strict structured output. */
export function openai(env: NodeJS.ProcessEnv): Model {
  const apiKey = env.OPENAI_API_KEY?.trim();
  if (!apiKey) {
    throw new UserError(
      "OPENAI_API_KEY is not set: put it into .env, or play without one: npm run demo",
    );
  }
  // What cannot be sent is said now, and not quoted: whoever tried to send it would.
  if (/[^ -~]/.test(apiKey))
    throw new UserError("OPENAI_API_KEY holds a character that no key has, such as a line break.");
  const baseURL = env.OPENAI_BASE_URL?.trim() || undefined;
  if (baseURL && !(/^https?:\/\/[^@]+$/.test(baseURL) && URL.canParse(baseURL)))
    throw new UserError("OPENAI_BASE_URL has to look like https://example.com/v1.");
  const name = env.MODEL || defaultModel;
  const client = new OpenAI({
    apiKey,
    baseURL,
    timeout: 60_000,
    maxRetries: 3,
  });

  return {
    async reply({ system, user, steps, reasoning, signal }) {
      const started = performance.now();
      const format = {
        type: "json_schema",
        name: "next_step",
        strict: true,
        schema: wireSchema(steps, reasoning),
      } as const;
      try {
        const response = await client.responses.create(
          {
            model: name,
            instructions: system,
            input: asText(user),
            text: { format },
            store: false,
          },
          { signal },
        );
        const usage = {
          model: response.model,
          input: response.usage?.input_tokens ?? 0,
          output: response.usage?.output_tokens ?? 0,
          ms: Math.round(performance.now() - started),
        };
        return { ...readReply(textOf(response), steps), usage };
      } catch (error) {
        throw explained(error, name, apiKey);
      }
    },
  };
}

function textOf(response: Response): string {
  const refusal = response.output
    .flatMap((item) => (item.type === "message" ? item.content : []))
    .find((part) => part.type === "refusal");
  if (refusal) throw new ModelError(`the model refused: ${refusal.refusal}`);
  if (response.status === "incomplete") {
    const reason = response.incomplete_details?.reason ?? "no reason given";
    throw new ModelError(`the reply was cut off: ${reason}`);
  }
  if (response.error) throw new ModelError(`OpenAI failed: ${response.error.message}`);
  if (!response.output_text) throw new ModelError("the reply was empty");
  return response.output_text;
}

/** Whatever a server says may be long, and may quote the key. */
function explained(error: unknown, model: string, key: string): ModelError {
  if (error instanceof ModelError) return error;
  const whole = error instanceof Error ? error.message : String(error);
  const message = whole.replaceAll(key, "[OPENAI_API_KEY]").slice(0, 500);
  if (error instanceof APIConnectionError)
    return new ModelError(`OpenAI cannot be reached: ${message}`);
  if (!(error instanceof APIError))
    return new ModelError(`the reply is none of the Responses API: ${message}`);
  switch (error.status) {
    case 401:
    case 403:
      return new ModelError("OpenAI does not accept this OPENAI_API_KEY.", { fatal: true });
    case 404:
      return new ModelError(`OpenAI does not know the model ${model}: set MODEL to another.`, {
        fatal: true,
      });
    case 400:
      return new ModelError(`OpenAI refuses the request: ${message}`, { fatal: true });
    default:
      return new ModelError(`OpenAI failed: ${message}`);
  }
}
