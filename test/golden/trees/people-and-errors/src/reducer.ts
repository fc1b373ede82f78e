import { afterAnswer } from "./after-answer.ts";
import { countErrors, noErrors } from "./error-count.ts";
import { nothingSpent, spend } from "./spending.ts";
import type { Count, Held, Position, State } from "./state.ts";
import type { Event } from "./thread.ts";

export const start: State = {
  at: "thinking",
  count: {
    events: 0,
    updated: "",
    spent: nothingSpent,
    errors: noErrors,
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
    case "step_refused":
    case "model_failed":
    case "tool_failed":
    case "compacted":
      return { at: "thinking" };
    case "step_chosen":
      return { at: "chosen", step: event.step };
    case "human_asked":
      return { ...held, at: "waiting", request: event.request };
    case "human_answered":
      return state.at === "waiting" ? afterAnswer(state.request, held, event.answer) : state;
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
    approved: state.approved,
  };
}

function count(state: State, event: Event): Count {
  const { count } = state;
  return {
    events: count.events + 1,
    updated: event.time,
    spent: spend(count.spent, event),
    errors: countErrors(count.errors, event),
  };
}
