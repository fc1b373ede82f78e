import type { EventEmitter } from "node:events";

import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";

import type { Threads } from "../threads.ts";
import { fit } from "./request.ts";

/** Emits the id of a thread whenever this process saved an event of it, and `heard` of it with what the model says. */
export type Feed = EventEmitter;

/** So many pieces wait for a listener who does not keep up. Then they are dropped: they are for eyes only. */
const mostUnsaid = 1000;

export function heard(thread: string): string {
  return `${thread} hears`;
}

const number = z.coerce.number().int().nonnegative();

/**
 * The events of a thread as they come, from the one after Last-Event-ID on, for as long as someone listens.
 * What the model is saying comes between them as `delta`, without a number: nobody gets it a second time.
 */
export async function streamEvents(c: Context, threads: Threads, feed: Feed, closing: AbortSignal) {
  const id = c.req.param("id") ?? "";
  const last = c.req.header("last-event-id");
  let next = last ? fit(number, last) + 1 : 0;
  let { thread } = await threads.get(id);
  return streamSSE(c, async (stream) => {
    let unsaid: (string | null)[] = [];
    let saying = false;
    const say = async () => {
      if (saying) return;
      saying = true;
      for (let said = unsaid; said.length > 0; said = unsaid) {
        unsaid = [];
        for (const text of said)
          await stream.writeSSE({ event: "delta", data: JSON.stringify({ text }) });
      }
      saying = false;
    };
    const hear = (text: string | null) => {
      if (text === null || unsaid.length > mostUnsaid) unsaid = [];
      unsaid.push(text);
      void say();
    };
    feed.on(heard(id), hear);
    stream.onAbort(() => void feed.off(heard(id), hear));
    let quiet = 0;
    while (!stream.aborted && !closing.aborted) {
      const news = thread.events.slice(next);
      for (const event of news)
        await stream.writeSSE({ id: String(next++), data: JSON.stringify(event) });
      quiet = news.length > 0 ? 0 : quiet + 1;
      if (quiet % 15 === 14) await stream.write(": still here\n\n");
      await saved(id, feed, closing);
      ({ thread } = await threads.get(id));
    }
    feed.off(heard(id), hear);
  });
}

/** Until something happens here, or for a second: another process may have saved an event as well. */
function saved(id: string, feed: Feed, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      feed.off(id, done);
      closing.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, 1000);
    feed.on(id, done);
    closing.addEventListener("abort", done);
  });
}
