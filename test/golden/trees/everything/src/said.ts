import type { Event } from "./thread.ts";

/** Something that the model reads: its name, and what it says. */
export interface Said {
  name: string;
  data: unknown;
}

/** Factor 3. What the model reads of an event, in any format: nothing where an event is only for the record. */
export function saidOf(event: Event): Said[] {
  switch (event.type) {
    case "launched":
    case "message_received":
      return [{ name: event.tag, data: event.data }];
    case "step_chosen": {
      const { intent, ...values } = event.step;
      return [{ name: intent, data: values }];
    }
    case "step_refused":
    case "tool_failed":
      return [{ name: "error", data: event.error }];
    case "tool_succeeded":
      return [{ name: `${event.intent}_result`, data: event.summary ?? event.result }];
    case "forked": {
      const data = "what is open above belongs to the thread this one was copied from";
      return [{ name: "forked", data }];
    }
    case "model_failed":
    case "tool_started":
    case "stopped":
      return [];
    case "tool_interrupted":
      return event.again ? [] : [{ name: "error", data: event.error }];
    case "woke_up":
      return [{ name: "woke_up", data: `it is ${event.time}` }];
    case "fell_asleep":
    case "cancelled":
      return [];
    case "human_asked": {
      const { kind, question } = event.request;
      if (kind === "approval" || kind === "input") return []; // the step before it has said it
      return [{ name: "request_human_input", data: question }];
    }
    case "human_answered": {
      const { type: _, ...values } = event.answer;
      const data = { ...values, timestamp: event.time, user: event.user };
      return [{ name: "human_response", data }];
    }
    case "compacted":
      return [];
    case "agent_called":
      return []; // the step before it has said it
    case "agent_returned": {
      const { call, outcome, message } = event;
      return [{ name: `${call.agent}_result`, data: { outcome, message } }];
    }
    case "prefetched":
      return event.fetched.flatMap(({ intent, result, error }) =>
        error === undefined
          ? [
              { name: intent, data: {} },
              { name: `${intent}_result`, data: result },
            ]
          : [{ name: "error", data: error }],
      );
  }
  event satisfies never; // what another version has stored says nothing to the model
  return [];
}
