import type { APIError } from "openai";

import { UserError } from "../user-error.ts";
import { heldTo, type Format } from "./chat-completions.ts";
import { inWords, jsonIn } from "./lenient.ts";
import { ModelError } from "./model.ts";

const formats = new Map<string, Format["asked"]>([
  ["json_schema", heldTo],
  ["json_object", () => ({ response_format: { type: "json_object" } })],
  ["text", () => ({})],
]);

/**
 * What RESPONSE_FORMAT asks the server for. The schema is said in words as well, and the JSON is searched
 * for: not every server and model does what it is asked. Throws UserError.
 */
export function responseFormat(env: NodeJS.ProcessEnv): Format {
  const name = env.RESPONSE_FORMAT?.trim() || "json_schema";
  const asked = formats.get(name);
  if (!asked)
    throw new UserError(`RESPONSE_FORMAT has to be one of: ${[...formats.keys()].join(", ")}.`);
  return { system: (words, schema) => `${words}\n\n${inWords(schema)}`, asked, json: jsonIn };
}

const isOfFormat = /response.?format|json.?schema|structured.?output|grammar|requested parameters/i;

/** A server that cannot do what RESPONSE_FORMAT asks for says so in many words. We say what helps. */
export function formatRefused(error: APIError, elsewhere: ModelError): ModelError {
  if (!elsewhere.fatal || !isOfFormat.test(error.message)) return elsewhere;
  const message = `${elsewhere.message} RESPONSE_FORMAT may be json_object or text instead.`;
  return new ModelError("setting", message);
}
