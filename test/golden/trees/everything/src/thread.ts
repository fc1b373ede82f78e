import type { Answer, HumanRequest } from "./humans.ts";
import type { Reason, Usage } from "./model/model.ts";

/**
 * Factor 5. A thread is its id and its events: nothing else is stored, and everything else (where we
 * stand, what was counted, what the model reads) is folded from them. Plain JSON, append-only.
 */
export interface Thread {
  id: string;
  events: Event[];
}

/** Something that happened, in the past tense, and when, in ISO 8601. */
export type Event = NewEvent & { time: string };

export type NewEvent =
  | { type: "launched"; agent: string; tag: string; data: unknown; parent?: string }
  | { type: "message_received"; tag: string; data: unknown }
  | { type: "step_chosen"; step: StoredStep; reasoning?: string; usage?: Usage }
  | { type: "step_refused"; error: string; reply?: string; usage?: Usage }
  | { type: "model_failed"; error: string; reason?: Reason; usage?: Usage }
  | { type: "tool_started"; intent: string; key: string; worker: string; deadline: string }
  | { type: "tool_interrupted"; intent: string; key: string; again: boolean; error: string }
  | { type: "tool_succeeded"; intent: string; key: string; result: unknown; summary?: string }
  | { type: "tool_failed"; intent: string; key: string; error: string }
  | { type: "fell_asleep"; until: string; reason: string }
  | { type: "woke_up" }
  | { type: "cancelled" }
  | { type: "human_asked"; request: HumanRequest }
  | {
      type: "human_answered";
      request: string;
      kind: HumanRequest["kind"];
      answer: Answer;
      user?: string;
    }
  | { type: "compacted"; hidden: number[] }
  | { type: "agent_called"; call: Call }
  | { type: "agent_returned"; call: Call; outcome: Outcome; message: string; ran: string[] }
  | { type: "prefetched"; fetched: { intent: string; result?: unknown; error?: string }[] }
  | { type: "stopped"; outcome: Outcome; message: string; reason?: Reason }
  | { type: "forked"; from: string; at: number };

/** `done` rests until the next message, `stopped` was ended on purpose, `failed` gave up. */
export type Outcome = "done" | "stopped" | "failed";

/** A step as it was stored, perhaps by an older version: it is checked against today's schema before it runs. */
export interface StoredStep {
  intent: string;
  [field: string]: unknown;
}

/** One agent called by another: the child is a thread of its own, with a small context of its own. */
export interface Call {
  agent: string;
  message: string;
  child: string;
}

/** Someone spoke to the agent: a new task begins. */
export function isMessage<E extends NewEvent>(event: E): event is E & { data: unknown } {
  return event.type === "launched" || event.type === "message_received";
}

/** The model was asked, and this is what came of it. A stored step can be refused without asking. */
export function isReply(event: NewEvent): boolean {
  if (event.type === "step_refused") return event.reply !== undefined;
  return event.type === "step_chosen" || event.type === "model_failed";
}
