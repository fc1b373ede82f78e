import { choice } from "./humans.ts";
import type { Command } from "./next.ts";
import { isMessage, isReply, type Event } from "./thread.ts";

/** Factor 10. What one task may cost before someone is asked. Counted from the last message on. */
export interface Limits {
  /** Replies of the model. */
  steps: number;
  /** Failures in a row. */
  errors: number;
  /** Input and output tokens. */
  tokens: number;
  /** Minutes of thinking and running tools; waiting and sleeping are free. */
  minutes: number;
}

export const limits: Limits = { steps: 20, errors: 3, tokens: 200_000, minutes: 30 };

export interface Spent {
  steps: number;
  tokens: number;
  ms: number;
  /** A person said to come to an end: the next step has to be the last. */
  wrappingUp: boolean;
}

export const nothingSpent: Spent = { steps: 0, tokens: 0, ms: 0, wrappingUp: false };

/** `since` is the time from which the thread was at work, ISO 8601. */
export function spend(spent: Spent, event: Event, since: string): Spent {
  if (isMessage(event)) return nothingSpent;
  if (event.type === "forked") return spent;
  if (event.type === "human_answered" && event.kind === "budget") {
    return {
      ...nothingSpent,
      wrappingUp: event.answer.type === "answer" && event.answer.response === "wrap up",
    };
  }
  const usage = "usage" in event ? event.usage : undefined;
  return {
    ...spent,
    steps: spent.steps + (isReply(event) ? 1 : 0),
    tokens: spent.tokens + (usage ? usage.input + usage.output : 0),
    ms: spent.ms + Math.max(0, Date.parse(event.time) - Date.parse(since)),
  };
}

export function overBudget(limits: Limits, spent: Spent): Command | undefined {
  const minutes = spent.ms / 60_000;
  const over =
    (spent.steps >= limits.steps && `${spent.steps} steps`) ||
    (spent.tokens >= limits.tokens && `${spent.tokens} tokens`) ||
    (minutes >= limits.minutes && `${Math.round(minutes)} minutes`);
  if (!over) return undefined;
  const question = `This task has used ${over}, which is its budget. Raise it, wrap up, or stop?`;
  return {
    do: "contact_human",
    question: choice("budget", question, ["raise", "wrap up", "stop"]),
  };
}

/** Told to wrap up, the agent may only say how things stand. */
export function wrapUp(command: Command, spent: Spent): Command {
  if (!spent.wrappingUp || command.do === "stop") return command;
  return { do: "stop", outcome: "stopped", message: "told to wrap up, and chose to go on" };
}
