import { inspect } from "node:util";

import type { Options } from "./humans.ts";
import type { Command } from "./next.ts";
import type { Event } from "./thread.ts";

/** Factor 9. How often things may fail before a person, or the end, is called for. */
const mostErrors = 3;
const longestError = 500;

export interface ErrorCount {
  /** Failures since the last success, in the thread and of each intent. */
  inARow: number;
  of: Record<string, number>;
  last: string;
}

export const noErrors: ErrorCount = { inARow: 0, of: {}, last: "" };

export function countErrors(errors: ErrorCount, event: Event): ErrorCount {
  switch (event.type) {
    case "step_refused":
    case "model_failed":
      return { ...errors, inARow: errors.inARow + 1, last: event.error };
    case "tool_failed": {
      const of = { ...errors.of, [event.intent]: (errors.of[event.intent] ?? 0) + 1 };
      return { inARow: errors.inARow + 1, of, last: event.error };
    }
    case "tool_succeeded":
      return { ...errors, inARow: 0, of: { ...errors.of, [event.intent]: 0 } };
    case "launched":
    case "message_received":
      return noErrors;
    case "human_answered":
      return event.kind === "escalation" ? noErrors : errors;
    default:
      return errors;
  }
}

export function tooManyErrors(errors: ErrorCount): Command | undefined {
  if (errors.inARow < mostErrors) return undefined;
  const trouble = `${errors.inARow} errors in a row, the last one: ${errors.last}`;
  const options: Options = { urgency: "high", format: "free_text", choices: [] };
  const question = `I am stuck after ${trouble}. How should I go on?`;
  return { do: "contact_human", question: { kind: "escalation", question, options } };
}

/** What the model reads of a failure: one short text, no stack frames, no secrets. */
export function formatError(intent: string, error: unknown): string {
  const thrown = error instanceof Error ? error.message || error.name : error;
  const message = typeof thrown === "string" ? thrown : inspect(thrown);
  const lines = message.split("\n").filter((line) => !/^\s+at /.test(line));
  const text = `error running ${intent}: ${secrets.reduce(redact, lines.join("\n").trim())}`;
  if (text.length <= longestError) return text;
  return `${text.slice(0, longestError - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What a credential looks like in an error message: known prefixes, headers, URLs, and assignments. */
const secrets = [
  /\b(?:(?:sk|pk|rk|ghp|gho|ghs|github_pat|xox[abpr])[-_]|AKIA|AIza)[\w-]{8,}/g,
  /(?<=\b(?:bearer|basic)\s)[\w.~+/=-]{8,}/gi,
  /(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
  /(?<=\b(?:api[-_]?key|token|secret|password)["']?\s*[=:]\s*["']?)[^\s"',;]{4,}/gi,
];

function redact(text: string, secret: RegExp): string {
  return text.replace(secret, "[redacted]");
}
