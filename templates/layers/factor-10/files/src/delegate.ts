import { run } from "./agent.ts";
import { open } from "./record.ts";
import type { NewEvent, Thread } from "./thread.ts";
import type { World } from "./world.ts";

/** One agent called by another: the child is a thread of its own, with a small context of its own. */
export interface Call {
  agent: string;
  message: string;
  child: string;
}

/** Starts the child, or goes on with it. Yields its outcome once it rests; until then the caller pauses. */
export async function* awaitAgent(
  call: Call,
  parent: Thread,
  world: World,
  signal: AbortSignal,
): AsyncGenerator<NewEvent[]> {
  const { agent, message, child } = call;
  const first = { type: "launched", agent, tag: "task", data: message, parent: parent.id } as const;
  const { now } = await open(child, first, world);
  const { state } = await run(now, world, signal);
  if (state.at !== "resting") return;
  yield [{ type: "agent_returned", call, outcome: state.outcome, message: state.message }];
}
