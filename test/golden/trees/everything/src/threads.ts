import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

import { openChild, turnAfter } from "./delegate.ts";
import { misfit, notAllowed, type Answer } from "./humans.ts";
import { run } from "./loop.ts";
import { open, record, stand, type Standing } from "./record.ts";
import { fold } from "./reducer.ts";
import { headOf } from "./store/store.ts";
import type { Event, NewEvent, Thread } from "./thread.ts";
import type { World } from "./world.ts";

/** Everything that can be done with a thread, from any trigger: an event is saved, then `go` goes on. */
export type Threads = ReturnType<typeof openThreads>;

export interface Launch {
  data: unknown;
  /** What kind of event starts the thread: the model reads it as the name of a tag. */
  tag?: string;
  /** Default: the main agent. */
  agent?: string;
  /** Default: a new one. The same id twice starts one thread. */
  id?: string;
}

/** What was asked for cannot be done, and nothing was saved. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly code: "not_found" | "invalid" | "forbidden" | "conflict";

  constructor(code: Refusal["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** How many threads are woken at once. The others are due a second later. */
const most = 1000;

export function openThreads(world: World) {
  const atWork = new Map<string, { stop: AbortController; again: boolean; done: Promise<void> }>();
  let looked = new Map<string, { updated: string; at: number }>();

  /** Runs a thread until it pauses or rests. A second call joins the first, which then looks once more. */
  function go(id: string): Promise<void> {
    const joined = atWork.get(id);
    if (joined) {
      joined.again = true;
      return joined.done;
    }
    const work = { stop: new AbortController(), again: true, done: Promise.resolve() };
    atWork.set(id, work);
    work.done = (async () => {
      let next: string | undefined;
      try {
        while (work.again) {
          work.again = false;
          next = turnAfter(await run(await get(id), world, work.stop.signal));
        }
      } finally {
        atWork.delete(id);
      }
      if (next && !world.closing.signal.aborted) await go(next);
    })();
    return work.done;
  }

  async function get(id: string): Promise<Standing> {
    const thread = isId(id) && (await world.store.load(id));
    if (!thread) throw new Refusal("not_found", `there is no thread ${id}`);
    return stand(thread);
  }

  async function add(id: string, event: NewEvent, otherwise: string): Promise<Thread> {
    const { saved, now } = await record(await get(id), [event], world);
    if (!saved) throw new Refusal("conflict", `thread ${id} ${otherwise}`);
    return now.thread;
  }

  async function launch({
    data,
    tag = "user_message",
    agent = world.main,
    id,
  }: Launch): Promise<string> {
    if (!Object.hasOwn(world.agents, agent))
      throw new Refusal("invalid", `there is no agent ${agent}`);
    if (!/^[a-z][a-z0-9_]*$/.test(tag))
      throw new Refusal("invalid", `${tag} cannot be the name of a tag`);
    const launched = { type: "launched", agent, tag, data } as const;
    const { thread } = await open(id ?? newId(world), launched, world);
    if (!isDeepStrictEqual(thread.events[0], { ...launched, time: thread.events[0]?.time }))
      throw new Refusal("conflict", `thread ${thread.id} was started with something else`);
    return thread.id;
  }

  /** A new task for a thread that rests, with all that went before in view. */
  async function send(id: string, data: unknown): Promise<void> {
    await add(
      id,
      { type: "message_received", tag: "user_message", data },
      "does not rest: wait, or answer what it asks",
    );
  }

  /** A copy of events 0 to `at` as a thread of its own. What ran is not run again, what was open is closed. */
  async function fork(from: string, at: number): Promise<string> {
    const { thread } = await get(from);
    if (!thread.events[at]) {
      throw new Refusal(
        "invalid",
        `thread ${from} has events 0 to ${thread.events.length - 1}, and no ${at}`,
      );
    }
    const id = newId(world);
    const forked: Event = { type: "forked", from, at, time: world.now().toISOString() };
    const now = stand({ id, events: [...thread.events.slice(0, at + 1), forked] });
    await world.store.create(now.thread, headOf(now.state));
    return id;
  }

  /** Ends a thread. A tool that runs is told to stop, and its outcome is still recorded. */
  async function cancel(id: string): Promise<void> {
    const { events } = await add(id, { type: "cancelled" }, "has come to rest already");
    atWork.get(id)?.stop.abort();
    const before = fold(events.slice(0, -1));
    if (before.at !== "delegating") return;
    await openChild(before.call, id, world); // so that nobody else can start it from here on
    await cancel(before.call.child).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error; // it has come to rest meanwhile
    });
  }

  /**
   * Goes on with what is due: sleepers, and the work of processes that died. Returns their ids. A thread
   * that did not move when it was looked at is left alone for a minute: it may not be able to.
   */
  async function wake(start: (id: string) => Promise<void> = go): Promise<string[]> {
    const now = world.now().getTime();
    const due = await world.store.list({ dueBefore: new Date(now).toISOString(), limit: 100_000 });
    const before = looked;
    looked = new Map();
    const ids: string[] = [];
    for (const { id, updated } of due) {
      const last = before.get(id);
      if (last?.updated === updated && now - last.at < 60_000) looked.set(id, last);
      else if (ids.length < most && !atWork.has(id)) {
        looked.set(id, { updated, at: now });
        ids.push(id);
      }
    }
    await Promise.all(ids.map(start));
    return ids;
  }

  /** Lets every thread come to its next saved event, and closes the store. */
  async function close(): Promise<void> {
    world.closing.abort();
    await Promise.allSettled([...atWork.values()].map(({ done }) => done));
    await world.store.close();
  }

  /** Exactly one answer to a request wins. */
  async function respond(
    id: string,
    request: string,
    answer: Answer,
    user?: string,
  ): Promise<void> {
    const { state } = await get(id);
    const late = `does not wait for an answer to ${request}, or no longer`;
    if (state.at !== "waiting" || state.request.id !== request)
      throw new Refusal("conflict", `thread ${id} ${late}`);
    const notTheirs = notAllowed(state.request, user);
    if (notTheirs) throw new Refusal("forbidden", notTheirs);
    const why = misfit(state.request, answer);
    if (why) throw new Refusal("invalid", why);
    await add(
      id,
      { type: "human_answered", request, kind: state.request.kind, answer, user },
      late,
    );
  }

  return {
    go,
    get,
    launch,
    send,
    fork,
    cancel,
    wake,
    close,
    respond,
  };
}

/** Ours are letters, numbers and a dash, and a dot before each child's number. Nothing else reaches the store. */
function isId(id: string): boolean {
  return /^[\w-]{1,100}(?:\.\d+)*$/.test(id);
}

/** Ids sort by the time they were made. */
function newId(world: World): string {
  return `${world.now().getTime().toString(36)}-${randomBytes(6).toString("hex")}`;
}
