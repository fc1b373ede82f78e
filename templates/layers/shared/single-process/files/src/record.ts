import { evolve, fold } from "./reducer.ts";
import type { State } from "./state.ts";
import type { NewEvent, Thread } from "./thread.ts";
import type { World } from "./world.ts";

/** A thread and its fold, kept together so that a long thread is not folded again at every step. */
export interface Standing {
  thread: Thread;
  state: State;
}

export function stand(thread: Thread): Standing {
  return { thread, state: fold(thread.events) };
}

/** Saves events, and says where the thread stands with them. */
export async function record(
  { thread, state }: Standing,
  events: NewEvent[],
  world: World,
): Promise<Standing> {
  const time = world.now().toISOString();
  const added = events.map((event) => ({ ...event, time }));
  const now = { ...thread, events: [...thread.events, ...added] };
  await world.store.save(now);
  world.saw(thread.id, added);
  return { thread: now, state: added.reduce(evolve, state) };
}

/** Starts a thread, or finds it where there is one with this id. */
export async function open(
  id: string,
  launched: NewEvent & { type: "launched" },
  world: World,
): Promise<Standing> {
  const known = await world.store.load(id);
  return known ? stand(known) : record(stand({ id, events: [] }), [launched], world);
}
