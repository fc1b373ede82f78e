import { join } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { beforeAll, describe, expect, test } from "vitest";
import { generate, serve } from "../../support/project.ts";
import type { Project, Service } from "../../support/project.ts";

// The story of the demo, told over HTTP: the scripted model on one side, a person on the other.

interface Scenario {
  start: { message?: string; event?: { type: string; data: unknown } };
  turns: { human?: { approve?: true; reject?: string; answer?: unknown } }[];
  expect: { status?: string; contains?: string[] };
}

let project: Project;
let service: Service;
let scenario: Scenario;

beforeAll(async () => {
  project = await generate("--provider scripted");
  scenario = readJsonSync(join(project.folder, "scenarios", "demo.json"));
  service = await serve(project, {});
});

describe("the demo's story over HTTP", () => {
  let id: string;

  test("is played to its end by a person who answers what is asked", async () => {
    const message = scenario.start.message ?? JSON.stringify(scenario.start.event?.data);
    id = (await service.call("POST", "/threads", { message })).body.id;

    const people = scenario.turns.flatMap(({ human }) => (human === undefined ? [] : [human]));
    expect(people.length).toBeGreaterThan(1);
    for (const { approve, reject, answer } of people) {
      const { waiting } = await service.thread(id, "waiting");
      const { request } = waiting;
      const approval = { request, type: "approval", approved: approve === true };
      const body =
        answer === undefined
          ? { ...approval, ...(reject === undefined ? {} : { comment: reject }) }
          : { request, type: "answer", response: answer };
      expect(waiting.kind === "approval").toBe(answer === undefined);
      const reply = await service.call("POST", `/threads/${id}/responses`, body);
      expect(reply).toMatchObject({ status: 202 });
    }
    await service.thread(id, scenario.expect.status ?? "resting");
  });

  test("can be forked before a person answered, and the fork repeats nothing", async () => {
    const { events } = (await service.call("GET", `/threads/${id}`)).body;
    const at = events.findIndex(({ type }: { type: string }) => type === "human_asked");
    const fork = await service.call("POST", `/threads/${id}/fork`, { at });
    expect(fork).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    const copy = (await service.call("GET", `/threads/${fork.body.id}`)).body;
    expect(copy.events.slice(0, at + 1)).toEqual(events.slice(0, at + 1));
    expect(copy.events[at + 1]).toMatchObject({ type: "forked", from: id, at });
  });

  test("is streamed as numbered events, and goes on after the last one that was seen", async () => {
    const { events } = (await service.call("GET", `/threads/${id}`)).body;
    const seen = await stream(`${service.url}/threads/${id}/events`, events.length, {});
    expect(seen.map((event) => event.id)).toEqual(events.map((_: unknown, n: number) => `${n}`));

    const from = { "last-event-id": "2" };
    const rest = await stream(`${service.url}/threads/${id}/events`, events.length - 3, from);
    expect(rest).toEqual(seen.slice(3));
  });

  test("is listed with its status", async () => {
    const { status } = (await service.call("GET", `/threads/${id}`)).body;
    const listed = await service.call("GET", `/threads?status=${status}&limit=50`);
    expect(listed.body.threads.map((thread: { id: string }) => thread.id)).toContain(id);
    const others = await service.call("GET", "/threads?status=sleeping");
    expect(others).toMatchObject({ status: 200, body: { threads: [] } });
  });
});

test("a thread that waits can be cancelled, and then takes no answer any more", async () => {
  const { id } = (await service.call("POST", "/threads", { message: "Again." })).body;
  const { waiting } = await service.thread(id, "waiting");
  expect(await service.call("POST", `/threads/${id}/cancel`)).toMatchObject({ status: 202 });
  await service.thread(id, "stopped");
  const answer = { request: waiting.request, type: "approval", approved: true };
  const late = await service.call("POST", `/threads/${id}/responses`, answer);
  expect(late).toMatchObject({ status: 409 });
});

test("SIGTERM ends the server in good order, and what was saved is there when it is back", async () => {
  const before = (await service.call("GET", "/threads?limit=50")).body;
  service.process.signal("SIGTERM");
  const ended = await service.process.ended;
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  service = await serve(project, {});
  expect((await service.call("GET", "/threads?limit=50")).body).toEqual(before);
});

test("with AGENT_TOKEN set, nobody gets in without it", async () => {
  const guarded = await serve(project, { AGENT_TOKEN: "open sesame" });
  const wrong = [{}, { authorization: "Bearer wrong" }, { authorization: "open sesame" }];
  for (const headers of wrong) {
    const reply = await guarded.call("GET", "/threads", undefined, headers);
    expect(reply).toMatchObject({ status: 401, body: { error: { code: expect.any(String) } } });
  }
  const right = { authorization: "Bearer open sesame" };
  expect(await guarded.call("GET", "/threads", undefined, right)).toMatchObject({ status: 200 });
  expect(await guarded.call("GET", "/healthz")).toMatchObject({ status: 200 });
});

/** Reads that many server-sent events, then hangs up. */
async function stream(url: string, count: number, headers: Record<string, string>) {
  const hangUp = new AbortController();
  const response = await fetch(url, { headers, signal: hangUp.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events: { id: string; data: string }[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const id = /^id:\s*(.*)$/m.exec(block)?.[1];
      const data = /^data:\s*(.*)$/m.exec(block)?.[1] ?? "";
      if (id !== undefined) events.push({ id, data });
    }
    if (events.length >= count) break;
  }
  hangUp.abort();
  return events;
}
