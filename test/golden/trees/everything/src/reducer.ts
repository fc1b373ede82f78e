import type { Call } from "./delegate.ts";
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
  | ({ at: "running"; key: string; worker: string; deadline: string } & Held)
  | ({ at: "doubtful"; key: string; error: string } & Held)
  | { at: "sleeping"; until: string }
  | ({ at: "waiting"; request: HumanRequest } & Partial<Held>)
  | { at: "delegating"; call: Call }
  | { at: "resting"; outcome: Outcome; message: string; key?: string };

/** A step on its way to its tool, with the key under which the tool was started. */
export interface Held {
  step: StoredStep;
  key?: string;
  /** The hash of the arguments that a person approved. */
  approved?: string;
}

export interface Count {
  events: number;
  spent: Spent;
  errors: ErrorCount;
  prefetched: boolean;
  updated: string;
}

export const start: State = {
  at: "thinking",
  count: {
    events: 0,
    spent: nothingSpent,
    errors: noErrors,
    prefetched: false,
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
    case "woke_up":
    case "step_refused":
    case "model_failed":
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
    case "tool_succeeded":
    case "tool_failed":
      return state.at === "resting" ? settled(state) : { at: "thinking" };
    case "fell_asleep":
      return { at: "sleeping", until: event.until };
    case "cancelled":
      return { at: "resting", outcome: "stopped", message: "cancelled", key: openKey(state) };
    case "human_asked":
      return { ...held, at: "waiting", request: event.request };
    case "human_answered":
      return state.at === "waiting" ? afterAnswer(state, event.answer) : state;
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

/** A thread that was cancelled meanwhile takes the outcome of its tool, and rests on. */
function settled({ outcome, message }: Extract<State, { at: "resting" }>): Position {
  return { at: "resting", outcome, message };
}

function heldBy(state: State): Held | undefined {
  if (!("step" in state) || !state.step) return undefined;
  return { step: state.step, key: state.key, approved: state.approved };
}

function isBusy({ at }: State): boolean {
  return at === "thinking" || at === "running";
}

/** The key of a tool that was started and whose outcome is not known yet. */
export function openKey(state: State): string | undefined {
  return "key" in state ? state.key : undefined;
}

function count(state: State, event: Event): Count {
  const { count } = state;
  return {
    events: count.events + 1,
    spent: spend(count.spent, event, isBusy(state) ? count.updated : event.time),
    errors: countErrors(count.errors, event),
    prefetched: count.prefetched || event.type === "prefetched",
    updated: event.time,
  };
}
