import { accepts, evolve, fold, type State } from "./reducer.ts";
import { headOf } from "./store/store.ts";
import { isFact, type NewEvent, type Thread } from "./thread.ts";
import type { World } from "./world.ts";

/** A thread and its fold, kept together so that a long thread is not folded again at every step. */
export interface Standing {
  thread: Thread;
  state: State;
}

export function stand(thread: Thread): Standing {
  return { thread, state: fold(thread.events) };
}

/**
 * Saves events in one transaction. Decisions are saved only if the thread is still where they were made;
 * facts are tried again after a reload, for as long as the reducer accepts them. `now` is where it stands.
 */
export async function record(
  from: Standing,
  events: NewEvent[],
  world: World,
): Promise<{ saved: boolean; now: Standing }> {
  let now = from;
  for (;;) {
    if (!events.every((event) => accepts(now.state, event))) return { saved: false, now };
    const { thread, state } = now;
    const time = world.now().toISOString();
    const added = events.map((event) => ({ ...event, time }));
    const after = added.reduce(evolve, state);
    if (await world.store.append(thread.id, thread.events.length, added, headOf(after))) {
      world.saw(thread.id, added);
      return {
        saved: true,
        now: { thread: { ...thread, events: [...thread.events, ...added] }, state: after },
      };
    }
    const moved = await world.store.load(thread.id);
    if (!moved) throw new Error(`thread ${thread.id} is gone`);
    now = stand(moved);
    if (!events.every(isFact)) return { saved: false, now };
  }
}

/** Starts a thread, or finds it where the id is taken: the same id twice starts one thread. */
export async function open(
  id: string,
  launched: NewEvent & { type: "launched" },
  world: World,
): Promise<{ created: boolean; now: Standing }> {
  const first = { ...launched, time: world.now().toISOString() };
  const now = stand({ id, events: [first] });
  if (await world.store.create(now.thread, headOf(now.state))) {
    world.saw(id, [first]);
    return { created: true, now };
  }
  const taken = await world.store.load(id);
  if (!taken) throw new Error(`thread ${id} is gone`);
  return { created: false, now: stand(taken) };
}
