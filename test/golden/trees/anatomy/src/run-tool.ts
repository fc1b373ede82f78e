import type { Turn } from "./agent.ts";
import { attempt, timeoutOf, tookTooLong } from "./attempt.ts";
import type { NewEvent, StoredStep } from "./thread.ts";

/** The start is saved before the tool runs, and its outcome after: a crash in between can be seen. */
export async function* runTool(step: StoredStep, turn: Turn): AsyncGenerator<NewEvent[]> {
  const { intent } = step;
  const key = `${turn.thread.id}:${turn.state.count.events}`;
  const timeout = timeoutOf(turn.agent, intent);
  yield [{ type: "tool_started", intent, key }];
  const outcome = await attempt(step, turn, key, timeout).inTime;
  yield [outcome ?? { type: "tool_failed", intent, key, error: tookTooLong(intent, timeout) }];
}
