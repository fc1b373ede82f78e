import type { Turn } from "./agent.ts";
import type { Command } from "./command.ts";
import { open, stand, type Standing } from "./record.ts";
import type { Call, NewEvent } from "./thread.ts";
import type { World } from "./world.ts";

/** The child gets its id here, so that it is started once however often that is tried. */
export function callAgent(
  { agent, message }: Command & { do: "call_agent" },
  { thread, state }: Turn,
): NewEvent {
  const child = `${thread.id}.${state.count.events}`;
  return { type: "agent_called", call: { agent, message, child } };
}

/** Starts the child, where that is still to be done, and yields its outcome once it rests. */
export async function* awaitAgent({ thread, state, world }: Turn): AsyncGenerator<NewEvent[]> {
  if (state.at !== "delegating") return;
  const { call } = state;
  const child = await openChild(call, thread.id, world);
  if (child.state.at !== "resting") return;
  const { outcome, message } = child.state;
  const ran = child.thread.events.flatMap((one) =>
    one.type === "tool_succeeded" ? one.intent : [],
  );
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
