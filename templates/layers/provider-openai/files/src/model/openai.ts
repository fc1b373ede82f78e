import OpenAI, { APIConnectionError, APIError } from "openai";

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
  const name = env.MODEL || defaultModel;
  const client = new OpenAI({
    apiKey,
    baseURL: env.OPENAI_BASE_URL || undefined,
    timeout: 60_000,
    maxRetries: 3,
  });

  return {
    name,
    async reply({ system, user, steps, signal }) {
      const started = performance.now();
      const response = await client.responses
        .create(
          {
            model: name,
            instructions: system,
            input: user.join("\n\n"),
            text: {
              format: {
                type: "json_schema",
                name: "next_step",
                strict: true,
                schema: wireSchema(steps),
              },
            },
            store: false,
          },
          { signal },
        )
        .catch((error: unknown) => {
          throw explained(error, name);
        });
      const refusal = response.output
        .flatMap((item) => (item.type === "message" ? item.content : []))
        .find((part) => part.type === "refusal");
      if (refusal) throw new ModelError(`the model refused: ${refusal.refusal}`);
      if (response.status === "incomplete") {
        throw new ModelError(
          `the reply was cut off: ${response.incomplete_details?.reason ?? "no reason given"}`,
        );
      }
      if (response.error) throw new ModelError(`OpenAI failed: ${response.error.message}`);
      if (!response.output_text) throw new ModelError("the reply was empty");
      const usage = {
        model: response.model,
        input: response.usage?.input_tokens ?? 0,
        output: response.usage?.output_tokens ?? 0,
        ms: Math.round(performance.now() - started),
      };
      return { output: readReply(response.output_text, steps), usage };
    },
  };
}

function explained(error: unknown, model: string): unknown {
  if (error instanceof APIConnectionError)
    return new ModelError(`OpenAI cannot be reached: ${error.message}`);
  if (!(error instanceof APIError)) return error;
  switch (error.status) {
    case 401:
    case 403:
      return new ModelError("OpenAI does not accept this OPENAI_API_KEY.", { fatal: true });
    case 404:
      return new ModelError(`OpenAI does not know the model ${model}: set MODEL to another.`, {
        fatal: true,
      });
    case 400:
      return new ModelError(`OpenAI refuses the request: ${error.message}`, { fatal: true });
    default:
      return new ModelError(`OpenAI failed: ${error.message}`);
  }
}
