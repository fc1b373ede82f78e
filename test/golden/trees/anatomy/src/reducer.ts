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
  | ({ at: "running" } & Held)
  | { at: "resting"; outcome: Outcome; message: string };

/** A step on its way to its tool. */
export interface Held {
  step: StoredStep;
}

export interface Count {
  events: number;
  spent: Spent;
  updated: string;
}

export const start: State = {
  at: "thinking",
  count: {
    events: 0,
    spent: nothingSpent,
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
      return { at: "thinking" };
    case "step_chosen":
      return { at: "chosen", step: event.step };
    case "tool_started":
      if (!held) return state;
      return { ...held, at: "running" };
    case "tool_succeeded":
      return { at: "thinking" };
    case "tool_failed":
    case "step_refused":
    case "model_failed":
      return { at: "resting", outcome: "failed", message: event.error };
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
  return { step: state.step };
}

function count(state: State, event: Event): Count {
  const { count } = state;
  return {
    events: count.events + 1,
    spent: spend(count.spent, event),
    updated: event.time,
  };
}
