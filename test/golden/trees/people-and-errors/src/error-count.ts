import type { Event } from "./thread.ts";

export interface ErrorCount {
  /** Failures since the last success, in the thread and of each intent. */
  inARow: number;
  of: Record<string, number>;
  last: string;
}

export const noErrors: ErrorCount = { inARow: 0, of: {}, last: "" };

export function countErrors(errors: ErrorCount, event: Event): ErrorCount {
  switch (event.type) {
    case "step_refused":
    case "model_failed":
      return { ...errors, inARow: errors.inARow + 1, last: event.error };
    case "tool_failed": {
      const of = { ...errors.of, [event.intent]: (errors.of[event.intent] ?? 0) + 1 };
      return { inARow: errors.inARow + 1, of, last: event.error };
    }
    case "tool_succeeded":
      return { ...errors, inARow: 0, of: { ...errors.of, [event.intent]: 0 } };
    case "launched":
    case "message_received":
      return noErrors;
    case "human_answered":
      return event.kind === "escalation" ? noErrors : errors;
    default:
      return errors;
  }
}
