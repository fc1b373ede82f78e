import type { ErrorCount } from "./error-count.ts";
import type { HumanRequest } from "./humans.ts";
import type { Spent } from "./spending.ts";
import type { Outcome, StoredStep } from "./thread.ts";

/** Where a thread stands, and what was counted on the way. A state that makes no sense cannot be written down. */
export type State = Position & { count: Count };

export type Position =
  | { at: "thinking" }
  | ({ at: "chosen" } & Held)
  | ({ at: "cleared" } & Held)
  | ({ at: "running" } & Held)
  | ({ at: "waiting"; request: HumanRequest } & Partial<Held>)
  | { at: "resting"; outcome: Outcome; message: string };

/** A step on its way to its tool. */
export interface Held {
  step: StoredStep;
  /** The hash of the arguments that a person approved. */
  approved?: string;
}

export interface Count {
  events: number;
  /** The time of the last event, ISO 8601. */
  updated: string;
  spent: Spent;
  errors: ErrorCount;
}
