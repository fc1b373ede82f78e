import type { Spent } from "./spending.ts";
import type { Outcome, StoredStep } from "./thread.ts";

/** Where a thread stands, and what was counted on the way. A state that makes no sense cannot be written down. */
export type State = Position & { count: Count };

export type Position =
  | { at: "thinking" }
  | ({ at: "chosen" } & Held)
  | ({ at: "running" } & Held)
  | { at: "resting"; outcome: Outcome; message: string };

/** A step on its way to its tool. */
export interface Held {
  step: StoredStep;
}

export interface Count {
  events: number;
  /** The time of the last event, ISO 8601. */
  updated: string;
  spent: Spent;
}
