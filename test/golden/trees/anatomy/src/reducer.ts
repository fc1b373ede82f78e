import { nothingSpent, spend } from "./spending.ts";
import type { Count, Held, Position, State } from "./state.ts";
import type { Event } from "./thread.ts";

export const start: State = {
  at: "thinking",
  count: {
    events: 0,
    updated: "",
    spent: nothingSpent,
  },
};

export function fold(events: readonly Event[]): State {
  return events.reduce(evolve, start);
}

/**
 * Factor 12. Where does a thread stand? Pure: folding the same events gives the same state, on any machine,
 * at any time.
 */
export function evolve(state: State, event: Event): State {
  return { ...move(state, event), count: count(state, event) };
}

function move(state: State, event: Event): Position {
  const held = heldBy(state);
  switch (event.type) {
    case "launched":
    case "message_received":
    case "forked":
    case "tool_succeeded":
      return { at: "thinking" };
    case "step_chosen":
      return { at: "chosen", step: event.step };
    case "step_refused":
    case "model_failed":
    case "tool_failed":
      return { at: "resting", outcome: "failed", message: event.error };
    case "tool_started":
      return held ? { ...held, at: "running" } : state;
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
  return {
    step: state.step,
  };
}

function count(state: State, event: Event): Count {
  const { count } = state;
  return {
    events: count.events + 1,
    updated: event.time,
    spent: spend(count.spent, event),
  };
}
