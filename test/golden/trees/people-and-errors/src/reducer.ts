import { countErrors, noErrors, type ErrorCount } from "./errors.ts";
import { afterAnswer, type HumanRequest } from "./humans.ts";
import { nothingSpent, spend, type Spent } from "./spending.ts";
import type { Event, Outcome, StoredStep } from "./thread.ts";

/**
 * Factor 12. Where does a thread stand? `evolve` is pure: folding the same events gives the same state,
 * on any machine, at any time. A state that makes no sense cannot be written down.
 */
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
  spent: Spent;
  errors: ErrorCount;
  updated: string;
}

export const start: State = {
  at: "thinking",
  count: {
    events: 0,
    spent: nothingSpent,
    errors: noErrors,
    updated: "",
  },
};

export function fold(events: readonly Event[]): State {
  return events.reduce(evolve, start);
}

export function evolve(state: State, event: Event): State {
  return { ...move(state, event), count: count(state, event) };
}

function move(state: State, event: Event): Position {
  const held = heldBy(state);
  switch (event.type) {
    case "launched":
    case "message_received":
    case "forked":
    case "step_refused":
    case "model_failed":
    case "compacted":
      return { at: "thinking" };
    case "step_chosen":
      return { at: "chosen", step: event.step };
    case "tool_started":
      if (!held) return state;
      return { ...held, at: "running" };
    case "tool_succeeded":
    case "tool_failed":
      return { at: "thinking" };
    case "human_asked":
      return { ...held, at: "waiting", request: event.request };
    case "human_answered":
      return state.at === "waiting" ? afterAnswer(state, event.answer) : state;
    case "stopped": {
      const { outcome, message } = event;
      return { at: "resting", outcome, message };
    }
  }
  event satisfies never;
  return state; // an event of another version: it is kept, and changes nothing
}

function heldBy(state: State): Held | undefined {
  if (!("step" in state) || !state.step) return undefined;
  return { step: state.step, approved: state.approved };
}

function count(state: State, event: Event): Count {
  const { count } = state;
  return {
    events: count.events + 1,
    spent: spend(count.spent, event),
    errors: countErrors(count.errors, event),
    updated: event.time,
  };
}
