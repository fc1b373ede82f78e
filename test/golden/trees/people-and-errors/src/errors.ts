import { inspect } from "node:util";

import type { Agent } from "./agent.ts";
import type { Command } from "./command.ts";
import type { Options } from "./humans.ts";
import { redact } from "./redact.ts";
import type { Count } from "./state.ts";
import type { Event, Thread } from "./thread.ts";

/** Factor 9. Characters of an error that the model reads. */
const longestError = 500;

/** A rule: an agent that fails so often in a row does not help itself. */
export function tooManyErrors({ limits }: Agent, { errors }: Count): Command | undefined {
  if (errors.inARow < limits.errors) return undefined;
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
  const text = `error running ${intent}: ${redact(lines.join("\n").trim())}`;
  if (text.length <= longestError) return text;
  return `${text.slice(0, longestError - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** How many errors that were overcome may stand in the context window. */
const mostOvercome = 2;

/**
 * The numbers of the events of attempts that failed and were made good, once they are too many: a tool that
 * has worked since, a reply that was no step. They stay in the thread, and the model no longer reads them.
 */
export function overcome({ events }: Thread): number[] {
  const hidden = events.flatMap((event) => (event.type === "compacted" ? event.hidden : []));
  const failed = events.flatMap((event, number) =>
    isOvercome(event, number, events) && !hidden.includes(number) ? [number] : [],
  );
  return failed.length > mostOvercome ? failed.flatMap((number) => attempt(events, number)) : [];
}

function isOvercome(event: Event, number: number, events: Event[]): boolean {
  if (event.type !== "step_refused" && event.type !== "tool_failed") return false;
  const since = events.slice(number + 1);
  if (event.type === "step_refused") return since.some(({ type }) => type === "step_chosen");
  return since.some((one) => one.type === "tool_succeeded" && one.intent === event.intent);
}

/** The error and the step that led to it. */
function attempt(events: Event[], error: number): number[] {
  if (events[error]?.type === "step_refused") return [error];
  const step = events.slice(0, error).findLastIndex(({ type }) => type === "step_chosen");
  const numbers = Array.from({ length: error - step + 1 }, (_, n) => step + n);
  // What a person has said about the step stays, and so does the step.
  const isAnswered = numbers.some((number) => events[number]?.type === "human_answered");
  return isAnswered ? [] : numbers;
}
