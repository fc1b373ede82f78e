import { evolve, fold, openKey } from "./reducer.ts";
import type { State } from "./state.ts";
import { headOf } from "./store/store.ts";
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

/**
 * Saves events in one transaction. Decisions are saved only if the thread is still where they were made;
 * facts are tried again after a reload, for as long as they fit. `now` is where the thread stands.
 */
export async function record(
  from: Standing,
  events: NewEvent[],
  world: World,
): Promise<{ saved: boolean; now: Standing }> {
  for (let now = from; ;) {
    const { thread, state } = now;
    const fit = events.map((event) => fits(event, state));
    if (fit.includes(false)) return { saved: false, now };
    const time = world.now().toISOString();
    const added = events.map((event) => ({ ...event, time }));
    const after = added.reduce(evolve, state);
    if (await world.store.append(thread.id, thread.events.length, added, headOf(after))) {
      world.saw(thread.id, added);
      const whole = { ...thread, events: [...thread.events, ...added] };
      return { saved: true, now: { thread: whole, state: after } };
    }
    now = stand(await reload(thread.id, world));
    if (fit.includes(undefined)) return { saved: false, now };
  }
}

/** Starts a thread, or finds it where the id is taken: the same id twice starts one thread. */
export async function open(
  id: string,
  launched: NewEvent & { type: "launched" },
  world: World,
): Promise<Standing> {
  const first = { ...launched, time: world.now().toISOString() };
  const now = stand({ id, events: [first] });
  if (await world.store.create(now.thread, headOf(now.state))) {
    world.saw(id, [first]);
    return now;
  }
  return stand(await reload(id, world));
}

async function reload(id: string, world: World): Promise<Thread> {
  const thread = await world.store.load(id);
  if (!thread) throw new Error(`thread ${id} is gone`);
  return thread;
}

/**
 * A fact has happened outside and cannot be taken back: it may come late, and is saved where it still fits.
 * Undefined for our own decisions, which hold only where they were made.
 */
function fits(event: NewEvent, state: State): boolean | undefined {
  switch (event.type) {
    case "message_received":
      return state.at === "resting" && state.outcome !== "stopped";
    case "tool_succeeded":
    case "tool_failed":
      return openKey(state) === event.key;
    case "cancelled":
      return state.at !== "resting";
    case "human_answered":
      return state.at === "waiting" && state.request.id === event.request;
    case "agent_returned":
      return state.at === "delegating" && state.call.child === event.call.child;
    default:
      return undefined;
  }
}
