import { isMessage, isReply, type Event } from "./thread.ts";

/** What a task has taken so far. */
export interface Spent {
  /** Replies of the model. */
  steps: number;
  /** Input and output tokens. */
  tokens: number;
  ms: number;
  /** A person said to come to an end: the next step has to be the last. */
  wrappingUp?: boolean;
}

export const nothingSpent: Spent = { steps: 0, tokens: 0, ms: 0 };

/** `since` is the time from which the thread was at work, ISO 8601. */
export function spend(spent: Spent, event: Event, since: string): Spent {
  if (isMessage(event)) return nothingSpent;
  if (event.type === "forked") return spent;
  if (event.type === "human_answered" && event.kind === "budget") {
    const wrappingUp = event.answer.type === "answer" && event.answer.response === "wrap up";
    return { ...nothingSpent, wrappingUp };
  }
  const usage = "usage" in event ? event.usage : undefined;
  return {
    ...spent,
    steps: spent.steps + (isReply(event) ? 1 : 0),
    tokens: spent.tokens + (usage ? usage.input + usage.output : 0),
    ms: spent.ms + Math.max(0, Date.parse(event.time) - Date.parse(since)),
  };
}
