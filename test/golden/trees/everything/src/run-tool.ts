import type { Turn } from "./agent.ts";
import { attempt, timeoutOf, tookTooLong } from "./attempt.ts";
import { record, stand } from "./record.ts";
import { openKey } from "./reducer.ts";
import type { NewEvent, StoredStep } from "./thread.ts";
import type { World } from "./world.ts";

/** The start is saved before the tool runs, and its outcome after: a crash in between can be seen. */
export async function* runTool(step: StoredStep, turn: Turn): AsyncGenerator<NewEvent[]> {
  const { agent, thread, state, world } = turn;
  const { intent } = step;
  const key = openKey(state) ?? `${thread.id}:${state.count.events}`;
  const timeout = timeoutOf(agent, intent);
  const deadline = new Date(world.now().getTime() + timeout).toISOString();
  yield [{ type: "tool_started", intent, key, worker: world.worker, deadline }];
  const { inTime, ran } = attempt(step, turn, key, timeout);
  const outcome = await inTime;
  if (outcome) {
    yield [outcome];
    return;
  }
  const error = tookTooLong(intent, timeout);
  if (agent.tools[intent]?.idempotent) {
    yield [{ type: "tool_failed", intent, key, error }];
    return;
  }
  recordLate(ran, thread.id, world).catch(() => {}); // what cannot be saved stays in doubt
  yield [{ type: "tool_interrupted", intent, key, again: false, error }];
}

/**
 * It did come back after its time: its outcome is saved all the same. A failure then says nothing: it was
 * told to stop.
 */
async function recordLate(ran: Promise<NewEvent>, id: string, world: World): Promise<void> {
  const outcome = await ran;
  const thread = await world.store.load(id);
  if (!thread || outcome.type !== "tool_succeeded") return;
  const { saved } = await record(stand(thread), [outcome], world);
  if (saved) world.resume?.(id);
}
