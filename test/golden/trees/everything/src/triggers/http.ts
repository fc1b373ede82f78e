import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";

import { statuses, statusOf } from "../store/store.ts";
import { Refusal, type Threads } from "../threads.ts";
import type { World } from "../world.ts";
import { guard } from "./guard.ts";
import { fit, idFor, problem, read, text, values } from "./request.ts";
import { streamEvents, type Feed } from "./stream.ts";
import { summary, view } from "./view.ts";
import { readResponse } from "./response.ts";

const message = z.strictObject({ message: text });
const launch = message.extend({ data: values.optional(), agent: text.optional() });
const fork = z.strictObject({ at: z.int().nonnegative() });
const query = z.strictObject({
  status: z.enum(statuses).optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What the API needs: `behind` goes on with a thread after the answer is out, `feed` tells what was saved. */
export interface Api {
  world: World;
  threads: Threads;
  behind(id: string): void;
  feed: Feed;
  token?: string;
}

/** Factor 6. Every call answers at once; what it set off goes on behind. */
export function http({ world, threads, behind, feed, token }: Api): Hono {
  const app = new Hono();
  const closing = world.closing.signal;

  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    const store = await world.store.list({ limit: 1 }).catch(() => undefined);
    const ok = store !== undefined && !closing.aborted;
    return c.json({ ok }, ok ? 200 : 503);
  });
  app.use(guard(token));
  app.use(
    bodyLimit({
      maxSize: 1_000_000,
      onError: (c) => problem(c, "too_large", "the body is larger than 1 MB"),
    }),
  );

  /** The thread goes on, and the caller hears where it stands now. */
  const accepted = async (c: Context, id: string) => {
    behind(id);
    const { state } = await threads.get(id);
    return c.json({ id, status: statusOf(state), url: `/threads/${id}` }, 202);
  };
  app.post("/threads", async (c) => {
    const id = idFor(c.req.header("idempotency-key"));
    const { message, data, agent } = await read(c, launch);
    const task = data === undefined ? message : { message, data };
    return accepted(c, await threads.launch({ data: task, agent, id }));
  });
  app.post("/threads/:id/messages", async (c) => {
    const { message: task } = await read(c, message);
    await threads.send(c.req.param("id"), task);
    return accepted(c, c.req.param("id"));
  });
  app.post("/threads/:id/responses", async (c) => {
    const { request, answer, user } = await readResponse(c);
    await threads.respond(c.req.param("id"), request, answer, user);
    return accepted(c, c.req.param("id"));
  });
  app.post("/threads/:id/cancel", async (c) => {
    await threads.cancel(c.req.param("id"));
    return accepted(c, c.req.param("id"));
  });
  app.post("/threads/:id/fork", async (c) => {
    const { at } = await read(c, fork);
    const id = await threads.fork(c.req.param("id"), at);
    behind(id);
    return c.json({ id, url: `/threads/${id}` }, 201);
  });

  app.get("/threads", async (c) => {
    const wanted = fit(query, c.req.query());
    const found = await world.store.list(wanted);
    const next = found.length === wanted.limit ? found.at(-1)?.id : null;
    const listed = found.map(({ id, status, updated }) => {
      const unread = { id, status, updated, waiting: null }; // one that is broken hides no other
      return threads.get(id).then(summary, () => unread);
    });
    return c.json({ threads: await Promise.all(listed), next });
  });
  app.get("/threads/:id", async (c) => c.json(view(await threads.get(c.req.param("id")))));
  app.get("/threads/:id/events", (c) => streamEvents(c, threads, feed, closing));

  app.notFound((c) => problem(c, "not_found", `there is no ${c.req.method} ${c.req.path}`));
  app.onError((error, c) => {
    if (error instanceof Refusal) return problem(c, error.code, error.message);
    console.error(error);
    return problem(c, "internal", "something went wrong here: the log says what");
  });
  return app;
}
