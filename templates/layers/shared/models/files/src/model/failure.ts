import { ModelError } from "./model.ts";

/** Whom we asked, for what we say when it goes wrong. */
export interface Provider {
  title: string;
  /** The variable that holds the key, and the key. */
  keyName: string;
  key: string;
  /** What else of a request is nobody's business. */
  secrets?: string[];
  /** The variable that chooses the model, and what it chose. */
  modelName: string;
  model: string;
}

/** What the provider's SDK said of a failed request. No status: there was no answer. */
export interface Failure {
  status: number | undefined;
  message: string;
  headers?: { get(name: string): string | null };
}

/** What a status means is the same for all. Whatever a server says may be long, and may quote the key. */
export function modelError(failure: Failure, provider: Provider): ModelError {
  const { status, headers } = failure;
  const { title, keyName, modelName, model } = provider;
  const message = failure.message.slice(0, 10_000);
  const said = masked(message, provider).slice(0, 500);
  if (status === 413 || (status !== 429 && isTooLong.test(message)))
    return new ModelError("too_long", `the thread is too long for ${model}: ${said}`);
  switch (status) {
    case undefined:
      return new ModelError("unavailable", `${title} cannot be reached: ${said}`);
    case 401:
      return new ModelError("setting", `${title} does not accept this ${keyName}.`);
    case 403:
      return new ModelError("setting", `${title} does not allow ${keyName} to do this: ${said}`);
    case 402:
      return new ModelError("setting", `${title} wants to be paid first: ${said}`);
    case 404:
      return new ModelError(
        "setting",
        `${title} does not know the model ${model}: set ${modelName} to another.`,
      );
    case 408:
    case 409:
    case 429:
      break;
    default:
      if (status < 400)
        return new ModelError(
          "setting",
          `${title} sends us on to another server (${status}): set its address, as keys are not sent on.`,
        );
      if (status < 500)
        return new ModelError("request", `${title} refuses the request (${status}): ${said}`);
  }
  return new ModelError("unavailable", `${title} failed (${status}): ${said}`, {
    retryAfter: retryAfter(headers),
  });
}

/** The message without the secrets, however they are written in it. */
function masked(message: string, { key, keyName, secrets = [] }: Provider): string {
  return [key, ...secrets]
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64"),
    ])
    .filter((form) => form.length > 3)
    .reduce((text, form) => text.replaceAll(form, `[${keyName}]`), message);
}

/** What an error says, and what its causes say: "fetch failed" tells nobody anything. */
export function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const said = typeof code === "string" && !error.message.includes(code) ? ` (${code})` : "";
  const cause = error.cause === undefined ? "" : `: ${told(error.cause)}`;
  return `${error.message}${said}${cause}`;
}

const isTooLong =
  /context.?(?:length|limit|size|window)|(?:prompt|input|request) is too long|maximum (?:context|number of tokens)|too (?:many|large).{0,30}tokens/i;

/** Milliseconds, from seconds or a date. */
function retryAfter(headers: Failure["headers"]): number | undefined {
  const ms = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (ms >= 0) return ms;
  const after = headers?.get("retry-after");
  if (!after) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(after)) return Number(after) * 1000;
  const wait = /[a-z]/i.test(after) ? Date.parse(after) - Date.now() : Number.NaN;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
