import { onTestFinished } from "vitest";

import type { Model } from "../src/model/model.ts";
import type { Event } from "../src/thread.ts";
import { serve } from "../src/triggers/server.ts";
import type { World } from "../src/world.ts";

export interface Body {
  id: string;
  status: string;
  url: string;
  events: Event[];
  threads: { id: string; status: string }[];
  next: string | null;
  waiting: { request: string; kind: string; thread: string } | null;
  error: { code: string; message: string };
}

export interface Api {
  url: string;
  /** A body that is text is sent as it is. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Body }>;
  /** Waits until a thread has come to a status. */
  until(id: string, status: string): Promise<Body>;
  close(): Promise<void>;
}

/** The real server, on a port of its own, in this process. */
export async function api(world: World, env: NodeJS.ProcessEnv = {}): Promise<Api> {
  const server = await serve((saw) => Object.assign(world, { saw }), { PORT: "0", ...env });
  onTestFinished(() => server.close());
  return { ...caller(server.url), close: () => server.close() };
}

export function caller(url: string): Omit<Api, "close"> {
  const call: Api["call"] = async (method, path, body, headers = {}) => {
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    const request: RequestInit = { method, body: sent, headers };
    const response = await fetch(url + path, request);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const until: Api["until"] = async (id, status) => {
    for (let tries = 0; tries < 500; tries += 1) {
      const { body } = await call("GET", `/threads/${id}`);
      if (body.status === status) return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`thread ${id} has not come to ${status}`);
  };
  return { url, call, until };
}

export const typesIn = ({ events }: Body) => events.map(({ type }) => type);

/** Says nothing, until it is told to stop. */
export const silent: Model = {
  reply: ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("told")))),
};
