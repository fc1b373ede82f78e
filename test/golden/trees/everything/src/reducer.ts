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
    prefetched: false,
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
  // A thread that was cancelled meanwhile takes the outcome of its tool, and rests on.
  if (state.at === "resting" && (event.type === "tool_succeeded" || event.type === "tool_failed")) {
    const { outcome, message } = state;
    return { at: "resting", outcome, message };
  }
  switch (event.type) {
    case "launched":
    case "message_received":
    case "forked":
    case "tool_succeeded":
    case "woke_up":
    case "step_refused":
    case "model_failed":
    case "tool_failed":
    case "compacted":
    case "agent_returned":
    case "prefetched":
      return { at: "thinking" };
    case "step_chosen":
      return { at: "chosen", step: event.step };
    case "tool_started":
      if (!held) return state;
      return {
        ...held,
        at: "running",
        key: event.key,
        worker: event.worker,
        deadline: event.deadline,
      };
    case "tool_interrupted":
      if (!held) return state;
      if (event.again) return { ...held, at: "cleared" };
      return { ...held, at: "doubtful", key: event.key, error: event.error };
    case "fell_asleep":
      return { at: "sleeping", until: event.until };
    case "cancelled":
      return { at: "resting", outcome: "stopped", message: "cancelled", key: openKey(state) };
    case "human_asked":
      return { ...held, at: "waiting", request: event.request };
    case "human_answered":
      return state.at === "waiting" ? afterAnswer(state.request, held, event.answer) : state;
    case "agent_called":
      return { at: "delegating", call: event.call };
    case "stopped": {
      const { outcome, message } = event;
      return { at: "resting", outcome, message, key: openKey(state) };
    }
  }
  event satisfies never;
  return state; // an event of another version: it is kept, and changes nothing
}

function heldBy(state: State): Held | undefined {
  if (!("step" in state) || !state.step) return undefined;
  return {
    step: state.step,
    key: state.key,
    approved: state.approved,
  };
}

function count(state: State, event: Event): Count {
  const { count } = state;
  return {
    events: count.events + 1,
    updated: event.time,
    spent: spend(count.spent, event, isBusy(state) ? count.updated : event.time),
    errors: countErrors(count.errors, event),
    prefetched: count.prefetched || event.type === "prefetched",
  };
}

/** The key of a tool that was started and whose outcome is not known yet. */
export function openKey(state: State): string | undefined {
  return "key" in state ? state.key : undefined;
}

function isBusy({ at }: State): boolean {
  return at === "thinking" || at === "running";
}
