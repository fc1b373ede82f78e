import type { Answer, HumanRequest } from "./humans.ts";
import type { Held, Position } from "./state.ts";

/** Where an answer leads. `held` is the step that waited for it, if one did. */
export function afterAnswer(
  request: HumanRequest,
  held: Held | undefined,
  answer: Answer,
): Position {
  if (answer.type === "approval") {
    if (!answer.approved || !held) return { at: "thinking" };
    return { ...held, at: "cleared", approved: request.hash };
  }
  if (answer.response === "stop" && request.kind !== "input") {
    return { at: "resting", outcome: "stopped", message: "stopped by a person", key: held?.key };
  }
  if (request.kind === "recovery" && answer.response === "retry" && held) {
    return { ...held, at: "cleared" };
  }
  return { at: "thinking" };
}
