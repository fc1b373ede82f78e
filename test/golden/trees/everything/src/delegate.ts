import { open, stand, type Standing } from "./record.ts";
import type { NewEvent } from "./thread.ts";
import type { World } from "./world.ts";

/** One agent called by another: the child is a thread of its own, with a small context of its own. */
export interface Call {
  agent: string;
  message: string;
  child: string;
}

/** Starts the child, where that is still to be done, and yields its outcome once it rests. */
export async function* awaitAgent(
  call: Call,
  parent: string,
  world: World,
): AsyncGenerator<NewEvent[]> {
  const { thread, state } = await openChild(call, parent, world);
  if (state.at !== "resting") return;
  const ran = thread.events.flatMap((one) => (one.type === "tool_succeeded" ? one.intent : []));
  const { outcome, message } = state;
  yield [{ type: "agent_returned", call, outcome, message, ran }];
}

export function openChild(call: Call, parent: string, world: World): Promise<Standing> {
  const { agent, message, child } = call;
  const launched = { type: "launched", agent, tag: "task", data: message, parent } as const;
  return open(child, launched, world);
}

/** Whose turn it is after this thread: the child it waits for or, once it rests, whoever called it. */
export function turnAfter({ thread, state }: Standing): string | undefined {
  if (state.at === "delegating") return state.call.child;
  const first = thread.events[0];
  return state.at === "resting" && first?.type === "launched" ? first.parent : undefined;
}

/** The thread that holds things up: this one, or the child that it waits for. */
export async function innermost(standing: Standing, world: World): Promise<Standing> {
  const { state } = standing;
  const child = state.at === "delegating" && (await world.store.load(state.call.child));
  return child ? innermost(stand(child), world) : standing;
}
