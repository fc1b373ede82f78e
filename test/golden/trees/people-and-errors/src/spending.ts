import { isMessage, isReply, type Event } from "./thread.ts";

/** What a task has taken so far. */
export interface Spent {
  /** Replies of the model. */
  steps: number;
}

export const nothingSpent: Spent = { steps: 0 };

export function spend(spent: Spent, event: Event): Spent {
  if (isMessage(event)) return nothingSpent;
  return isReply(event) ? { steps: spent.steps + 1 } : spent;
}
