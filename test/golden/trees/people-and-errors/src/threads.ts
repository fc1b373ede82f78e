import { randomUUID } from "node:crypto";

import { misfit, notAllowed, type Answer } from "./humans.ts";
import { run } from "./loop.ts";
import { open, record, stand, type Standing } from "./record.ts";
import type { World } from "./world.ts";

/** What can be done with a thread: an event is saved, then `go` goes on. What does not fit throws. */
export type Threads = ReturnType<typeof openThreads>;

export interface Launch {
  data: unknown;
  /** Default: the main agent. */
  agent?: string;
}

/** What was asked for cannot be done, and nothing was saved. */
export class Refusal extends Error {
  override name = "Refusal";
}

export function openThreads(world: World) {
  async function get(id: string): Promise<Standing> {
    const thread = await world.store.load(id);
    if (!thread) throw new Refusal(`there is no thread ${id}`);
    return stand(thread);
  }

  async function launch({ data, agent = world.main }: Launch): Promise<string> {
    const id = randomUUID();
    await open(id, { type: "launched", agent, tag: "user_message", data }, world);
    return id;
  }

  /** Runs a thread until it pauses or rests. */
  async function go(id: string): Promise<void> {
    await run(await get(id), world, new AbortController().signal);
  }

  /** A new task for a thread that rests, with all that went before in view. */
  async function send(id: string, data: unknown): Promise<void> {
    const now = await get(id);
    if (now.state.at !== "resting") throw new Refusal(`thread ${id} does not rest`);
    await record(now, [{ type: "message_received", tag: "user_message", data }], world);
  }

  async function respond(
    id: string,
    request: string,
    answer: Answer,
    user?: string,
  ): Promise<void> {
    const now = await get(id);
    if (now.state.at !== "waiting" || now.state.request.id !== request) {
      throw new Refusal(`thread ${id} does not wait for an answer to ${request}`);
    }
    const { request: asked } = now.state;
    const why = notAllowed(asked, user) ?? misfit(asked, answer);
    if (why) throw new Refusal(why);
    await record(now, [{ type: "human_answered", request, kind: asked.kind, answer, user }], world);
  }

  /** A copy of events 0 to `at` as a thread of its own. What ran is not run again, what was open is closed. */
  async function fork(from: string, at: number): Promise<string> {
    const { thread } = await get(from);
    if (!thread.events[at]) throw new Refusal(`thread ${from} has no event ${at}`);
    const copy = { id: randomUUID(), events: thread.events.slice(0, at + 1) };
    await record(stand(copy), [{ type: "forked", from, at }], world);
    return copy.id;
  }

  return { go, get, launch, send, respond, fork };
}
