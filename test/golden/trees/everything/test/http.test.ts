import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { Event } from "../src/thread.ts";
import { serve } from "../src/triggers/server.ts";
import { api, silent, typesIn } from "./api.ts";
import { play, temporaryFolder, testWorld } from "./support.ts";

const look = { intent: "look", at: "the moon" };
const send = { intent: "send", text: "hello" };
const nap = { intent: "nap", seconds: 60 };
const done = { intent: "done", message: "Done." };
const message = "go";
const slowly = { timeout: 4000 };

describe("a launch", () => {
  it("is answered before the model has said anything", async () => {
    const { call } = await api(Object.assign(testWorld(), { model: silent }));
    const { status, body } = await call("POST", "/threads", { message });
    expect(status).toBe(202);
    expect(body).toEqual({ id: body.id, status: "running", url: `/threads/${body.id}` });
    expect((await call("GET", body.url)).body).toMatchObject({ id: body.id, status: "running" });
  });

  it("goes on behind the answer, to the end", async () => {
    const { call, until } = await api(testWorld({ says: [look, done] }));
    const { body } = await call("POST", "/threads", { message, data: { since: "noon" } });
    const thread = await until(body.id, "resting");
    expect(thread.events[0]).toMatchObject({ data: { message, data: { since: "noon" } } });
    expect(thread.events.at(-1)).toMatchObject({ type: "stopped", message: "Done." });
  });

  it("with the same Idempotency-Key is the same thread, and with another body a conflict", async () => {
    const world = testWorld({ says: [done] });
    const { call, until } = await api(world);
    const key = { "idempotency-key": "the same" };
    const [once, again] = await Promise.all([
      call("POST", "/threads", { message }, key),
      call("POST", "/threads", { message }, key),
    ]);
    expect([once.status, again.status]).toEqual([202, 202]);
    expect(again.body.id).toBe(once.body.id);
    const other = await call("POST", "/threads", { message: "another" }, key);
    expect(other).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    expect(typesIn(await until(once.body.id, "resting"))).toEqual([
      "launched",
      "step_chosen",
      "stopped",
    ]);
  });
});

describe("a request that does not fit", () => {
  const deep = `{"message": "go", "data": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  it.each([
    ["POST", "/threads", "{", 400],
    ["POST", "/threads", undefined, 400],
    ["POST", "/threads", null, 400],
    ["POST", "/threads", {}, 400],
    ["POST", "/threads", { message: " " }, 400],
    ["POST", "/threads", { message, extra: 1 }, 400],
    ["POST", "/threads", { message, agent: "constructor" }, 400],
    ["POST", "/threads", deep, 400],
    ["POST", "/threads", { message: "x".repeat(2_000_000) }, 413],
    ["GET", "/threads?limit=0", undefined, 400],
    ["GET", "/threads?status=bored", undefined, 400],
    ["GET", "/threads?colour=red", undefined, 400],
    ["GET", "/threads/none", undefined, 404],
    ["GET", "/threads/..%2F..%2Fetc%2Fx", undefined, 404],
    ["GET", "/threads/%00", undefined, 404],
    ["GET", "/threads/%E0%A4%A", undefined, 404],
    ["GET", "/threads/none/events", undefined, 404],
    ["POST", "/threads/none/cancel", undefined, 404],
    ["POST", "/threads/none/messages", { message }, 404],
    ["POST", "/threads/none/fork", { at: 0 }, 404],
    ["POST", "/threads/none/fork", { at: -1 }, 400],
    ["GET", "/nowhere", undefined, 404],
    ["PUT", "/threads", undefined, 404],
  ])("is refused with the reason: %s %s %.60j", async (method, path, body, status) => {
    const { call } = await api(testWorld());
    const answer = await call(method, path, body);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(["error"]);
    expect(answer.body.error).toEqual({ code: expect.any(String), message: expect.any(String) });
  });
});

describe("a thread", () => {
  it("that rests goes on with a message, and any other does not", async () => {
    const { call, until } = await api(testWorld({ says: [done, nap] }));
    const { id } = (await call("POST", "/threads", { message })).body;
    await until(id, "resting");
    expect((await call("POST", `/threads/${id}/messages`, { message })).status).toBe(202);
    await until(id, "sleeping");
    expect((await call("POST", `/threads/${id}/messages`, { message })).status).toBe(409);
  });

  it("is found page by page, and by its status", async () => {
    const { call, until } = await api(testWorld({ says: [done] }));
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) ids.push((await call("POST", "/threads", { message })).body.id);
    for (const id of ids) await until(id, "resting");
    const first = (await call("GET", "/threads?limit=2")).body;
    const second = (await call("GET", `/threads?limit=2&after=${first.next}`)).body;
    expect([...first.threads, ...second.threads].map(({ id }) => id)).toEqual(ids.toSorted());
    expect(second.next).toBeNull();
    expect((await call("GET", "/threads?status=failed")).body.threads).toEqual([]);
  });

  it("that cannot be read is in the list, and hides no other", async () => {
    const world = testWorld({ says: [done] });
    const [broken, whole] = [await play(world), await play(world)];
    const { load } = world.store;
    world.store.load = async (id) => {
      if (id === broken) throw new Error("it is broken");
      return load(id);
    };
    const { call } = await api(world);
    const { body } = await call("GET", "/threads");
    expect(body.threads.map(({ id }) => id).toSorted()).toEqual([broken, whole].toSorted());
    expect(body.threads.every(({ status }) => status === "resting")).toBe(true);
  });

  it("sends its events as they come, and the rest of them to who has seen some", async () => {
    const world = testWorld({ says: [nap, done] });
    const { call, until, url } = await api(world);
    const { id } = (await call("POST", "/threads", { message })).body;
    await until(id, "sleeping");
    const listening = listen(`${url}/threads/${id}/events`, 6);
    const late = listen(`${url}/threads/${id}/events`, 4, { "last-event-id": "1" });
    world.clock += 61_000;
    const types = ["launched", "step_chosen", "fell_asleep", "woke_up", "step_chosen", "stopped"];
    expect(await listening).toEqual(types.map((type, n) => [String(n), type]));
    expect(await late).toEqual(types.map((type, n) => [String(n), type]).slice(2));
    const wrong = await call("GET", `/threads/${id}/events`, undefined, { "last-event-id": "x" });
    expect(wrong.status).toBe(400);
  });

  it("lets be heard what the model says, which is no event and has no number", async () => {
    const says = '{"step":{"intent":"done"}}';
    const world = testWorld({ says: [nap, done] });
    const script = world.model;
    world.model = {
      reply(request) {
        request.hear(null);
        request.hear(says);
        return script.reply(request);
      },
    };
    const { call, until, url } = await api(world);
    const { id } = (await call("POST", "/threads", { message })).body;
    await until(id, "sleeping");
    const listening = blocks(`${url}/threads/${id}/events`, 8);
    world.clock += 61_000;
    const deltas = (await listening).filter(({ event }) => event === "delta");
    const heard = [null, says].map((text) => ({ event: "delta", id: undefined, data: { text } }));
    expect(deltas).toEqual(heard);
  });

  it("is cancelled while its tool runs: the tool is told, its outcome saved, nothing thought", async () => {
    const told = {
      run: (_step: object, { signal }: { signal: AbortSignal }) =>
        new Promise<string>((resolve) => signal.addEventListener("abort", () => resolve("half"))),
    };
    const { call, until } = await api(testWorld({ says: [send, done], tools: { send: told } }));
    const { id } = (await call("POST", "/threads", { message })).body;
    await expect
      .poll(async () => typesIn((await call("GET", `/threads/${id}`)).body), slowly)
      .toContain("tool_started");
    expect((await call("POST", `/threads/${id}/cancel`)).status).toBe(202);
    await expect
      .poll(async () => typesIn(await until(id, "stopped")), slowly)
      .toEqual(["launched", "step_chosen", "tool_started", "cancelled", "tool_succeeded"]);
    expect((await call("POST", `/threads/${id}/cancel`)).status).toBe(409);
  });

  it("is forked at an event: the copy goes on, and nothing is repeated", async () => {
    const world = testWorld({ says: [send, done] });
    const { call, until } = await api(world);
    const { id } = (await call("POST", "/threads", { message })).body;
    const parent = await until(id, "resting");
    const { status, body } = await call("POST", `/threads/${id}/fork`, { at: 2 });
    expect(status).toBe(201);
    const child = await until(body.id, "resting");
    expect(child.events.slice(0, 3)).toEqual(parent.events.slice(0, 3));
    expect(child.events[3]).toMatchObject({ type: "forked", from: id, at: 2 });
    expect(world.ran).toHaveLength(1);
    expect((await call("GET", `/threads/${id}`)).body).toEqual(parent);
    expect((await call("POST", `/threads/${id}/fork`, { at: 99 })).status).toBe(400);
  });

  it("whose policy throws is logged, and the others go on", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const world = testWorld({ says: [look, done] });
    const { call, until } = await api(world);
    const { main } = world.agents;
    const route = () => {
      throw new Error("no case");
    };
    Object.assign(world.agents, { main: { ...main, route } });
    const { id } = (await call("POST", "/threads", { message })).body;
    await expect
      .poll(() => log.mock.calls, slowly)
      .toEqual([[`thread ${id}:`, new Error("no case")]]);
    Object.assign(world.agents, { main });
    await until((await call("POST", "/threads", { message })).body.id, "resting");
  });
});

describe("who may call", () => {
  it("is whoever has the token, where there is one", async () => {
    const { call } = await api(testWorld(), { AGENT_TOKEN: "s3cret" });
    const as = async (authorization: string) =>
      (await call("GET", "/threads", undefined, { authorization })).status;
    expect((await call("GET", "/threads")).status).toBe(401);
    expect(await as("Bearer s3cre")).toBe(401);
    expect(await as("Basic s3cret")).toBe(401);
    expect(await as("Bearer s3cret")).toBe(200);
    expect((await call("GET", "/healthz")).status).toBe(200);
    expect((await call("GET", "/readyz")).status).toBe(200);
  });

  it("is no web page, where there is none", async () => {
    const { call } = await api(testWorld());
    const page = { origin: "https://example.com" };
    expect((await call("POST", "/threads", { message }, page)).status).toBe(403);
  });

  it.each([
    [{ HOST: "0.0.0.0" }, "HOST is 0.0.0.0, which others can reach: set AGENT_TOKEN as well."],
    [{ PORT: "http" }, "PORT is http: set it to a number from 0 to 65535."],
  ])("is settled before anyone is served: %o", async (env, message) => {
    const world = testWorld({ folder: temporaryFolder() });
    await expect(serve(() => world, env)).rejects.toThrow(message);
  });
});

/** The ids and types of the first events that a server sends. */
async function listen(url: string, count: number, headers: Record<string, string> = {}) {
  return (await blocks(url, count, headers)).map(({ id, data }) => [id, (data as Event).type]);
}

/** The first blocks of a stream of server-sent events. */
async function blocks(url: string, count: number, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.split("\n\n").length > count) break;
  }
  return text
    .split("\n\n")
    .slice(0, count)
    .map((lines) => ({
      event: /^event: (.*)$/m.exec(lines)?.[1],
      id: /^id: (.*)$/m.exec(lines)?.[1],
      data: JSON.parse(/^data: (.*)$/m.exec(lines)?.[1] ?? "{}") as unknown,
    }));
}
