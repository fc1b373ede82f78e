import { EventEmitter, setMaxListeners } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { createAdaptorServer } from "@hono/node-server";

import { UserError } from "../user-error.ts";
import type { Event } from "../thread.ts";
import { openThreads } from "../threads.ts";
import type { World } from "../world.ts";
import { http } from "./http.ts";
import { heard } from "./stream.ts";

export interface Serving {
  url: string;
  /** Answers nobody any more, lets the tools that run come to an end, and closes the store. */
  close(): Promise<void>;
}

/** Milliseconds that running tools get to come to an end. Those that do not are recovered at the next start. */
const grace = 8000;

/** Serves the API, goes on with the threads that a process before this one left, and wakes those that sleep. */
export async function serve(
  open: (saw: World["saw"]) => World,
  env: NodeJS.ProcessEnv,
): Promise<Serving> {
  const { host, port, token } = address(env);
  const feed = new EventEmitter().setMaxListeners(0);
  const world = open((id) => feed.emit(id));
  setMaxListeners(0, world.closing.signal); // everyone who listens to events waits for it
  const threads = openThreads(world);
  const start = async (id: string) => {
    await threads.go(id).catch((error: unknown) => console.error(`thread ${id}:`, error));
  };
  const behind = (id: string) => void start(id);
  world.resume = behind;
  world.hear = (id, text) => feed.emit(heard(id), text);

  const { fetch } = http({ world, threads, behind, feed, token });
  const server = createAdaptorServer({
    fetch,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000 },
  }) as Server;
  await listen(server, host, port);

  const running = await world.store.list({ status: "running", limit: 10_000 });
  for (const { id } of running) behind(id);
  const clock = setInterval(() => {
    threads
      .wake(start)
      .catch((error: unknown) => console.error("cannot look for threads to wake:", error));
  }, 1000).unref();

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    async close() {
      clearInterval(clock);
      server.close();
      await Promise.race([threads.close(), sleep(grace, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
}

/** Serves until SIGTERM or SIGINT, and logs a line for every event. */
export async function serveUntilTold(
  open: (saw: World["saw"]) => World,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const logged = (saw: World["saw"]) =>
    open((thread, events) => {
      log(thread, events);
      saw(thread, events);
    });
  const server = await serve(logged, env);
  console.log(`Listening on ${server.url}`);
  const stop = () => void server.close().finally(() => process.exit());
  process.once("SIGTERM", stop).once("SIGINT", stop);
}

/** What happened, and not what was said: a log is read by more people than a thread. */
function log(thread: string, events: Event[]): void {
  for (const event of events) {
    const intent = "intent" in event ? event.intent : undefined;
    console.log(JSON.stringify({ time: event.time, thread, type: event.type, intent }));
  }
}

function address(env: NodeJS.ProcessEnv) {
  const host = env.HOST?.trim() || "127.0.0.1";
  const port = Number(env.PORT?.trim() || 3000);
  const token = env.AGENT_TOKEN?.trim() || undefined;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError(`PORT is ${env.PORT}: set it to a number from 0 to 65535.`);
  if (!token && !/^(?:localhost|127\.0\.0\.1|::1)$/.test(host))
    throw new UserError(`HOST is ${host}, which others can reach: set AGENT_TOKEN as well.`);
  return { host, port, token };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(
        new UserError(
          `Cannot listen on ${host}:${port} (${error.message}): set PORT and HOST to others.`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}
