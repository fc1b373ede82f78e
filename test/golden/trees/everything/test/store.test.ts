import { describe, expect, it } from "vitest";

import { stand } from "../src/record.ts";
import { headOf, type Head } from "../src/store/store.ts";
import type { Event, Thread } from "../src/thread.ts";
import { happened, launched, openStore, play, temporaryFolder, testWorld } from "./support.ts";

const head: Head = { status: "running", updated: "2026-03-15T10:30:00.000Z" };
const clock = Date.parse("2026-03-15T10:30:00.000Z");
const [first] = happened({ clock }, [launched]);
const message = (data: unknown): Event => ({
  type: "message_received",
  tag: "user_message",
  data,
  time: "2026-03-15T10:31:00.000Z",
});

function thread(id: string): Thread {
  return { id, events: first ? [first] : [] };
}

function open() {
  return openStore(temporaryFolder());
}

/** What every store has to do. A new one only has to be opened by `openStore` to be held to it. */
describe("a store", () => {
  it("gives back what was put into it, to the last character", async () => {
    const store = open();
    const data = {
      text: "\u0000 \ud83d\ude80 \u202e \"'`$\\ </a>\r\n\ud800",
      list: [1, null, { a: [] }],
      "": "",
    };
    const stored = { id: "a", events: [...thread("a").events, message(data)] };
    expect(await store.create(stored, head)).toBe(true);
    expect(await store.load("a")).toEqual(stored);
  });

  it("knows what it does not have", async () => {
    const store = open();
    expect(await store.load("a")).toBeUndefined();
    expect(await store.append("a", 0, [message(1)], head)).toBe(false);
    expect(await store.delete("a")).toBe(false);
    expect(await store.load("../a")).toBeUndefined();
  });

  it("creates a thread once", async () => {
    const store = open();
    expect(await store.create(thread("a"), head)).toBe(true);
    expect(await store.create({ ...thread("a"), events: [message("other")] }, head)).toBe(false);
    expect(await store.load("a")).toEqual(thread("a"));
  });

  it("appends all events or none, and only where they belong", async () => {
    const store = open();
    await store.create(thread("a"), head);
    expect(await store.append("a", 1, [message(1), message(2)], head)).toBe(true);
    expect(await store.append("a", 1, [message(3)], head)).toBe(false);
    expect(await store.append("a", 4, [message(3)], head)).toBe(false);
    expect(await store.load("a")).toEqual({
      id: "a",
      events: [...thread("a").events, message(1), message(2)],
    });
  });

  it("lets one win when many append at once, from two processes", async () => {
    const folder = temporaryFolder();
    const stores = [openStore(folder), openStore(folder)];
    await stores[0]?.create(thread("a"), head);
    const tries = Array.from({ length: 20 }, (_, n) =>
      stores[n % 2]?.append("a", 1, [message(n)], head),
    );
    const won = (await Promise.all(tries)).filter(Boolean);
    expect(won).toHaveLength(1);
    expect((await stores[0]?.load("a"))?.events).toHaveLength(2);
  });

  it("lists in the order of ids, page by page", async () => {
    const store = open();
    for (const id of ["b", "d", "a", "c"]) await store.create(thread(id), head);
    const page = async (after?: string) =>
      (await store.list({ after, limit: 3 })).map(({ id }) => id);
    expect(await page()).toEqual(["a", "b", "c"]);
    expect(await page("c")).toEqual(["d"]);
    expect(await page("d")).toEqual([]);
  });

  it("lists by status, and what is due, longest due first", async () => {
    const store = open();
    await store.create(thread("a"), {
      ...head,
      status: "sleeping",
      due: "2026-03-18T10:30:00.000Z",
    });
    await store.create(thread("b"), { ...head, due: "2026-03-15T10:35:00.000Z" });
    await store.create(thread("c"), { ...head, status: "resting" });
    const ids = async (query: object) =>
      (await store.list({ limit: 9, ...query })).map(({ id }) => id);
    expect(await ids({ status: "sleeping" })).toEqual(["a"]);
    expect(await ids({ dueBefore: "2026-03-15T10:34:59.999Z" })).toEqual([]);
    expect(await ids({ dueBefore: "2026-03-15T10:35:00.000Z" })).toEqual(["b"]);
    expect(await ids({ dueBefore: "2026-03-19T00:00:00.000Z" })).toEqual(["b", "a"]);
    expect(await ids({ dueBefore: "2026-03-19T00:00:00.000Z", status: "resting" })).toEqual([]);

    await store.append("b", 1, [message(1)], { ...head, status: "resting" });
    expect(await ids({ dueBefore: "2026-03-19T00:00:00.000Z" })).toEqual(["a"]);
    expect(await ids({ status: "resting" })).toEqual(["b", "c"]);
  });

  it("forgets a thread that was deleted, events and all", async () => {
    const store = open();
    await store.create({ id: "a", events: [...thread("a").events, message(1)] }, head);
    expect(await store.delete("a")).toBe(true);
    expect(await store.load("a")).toBeUndefined();
    expect(await store.list({ limit: 9 })).toEqual([]);
    expect(await store.create(thread("a"), head)).toBe(true);
    expect(await store.load("a")).toEqual(thread("a"));
  });

  it("keeps what a process had saved when another opens it", async () => {
    const folder = temporaryFolder();
    await openStore(folder).create(thread("a"), head);
    expect(await openStore(folder).load("a")).toEqual(thread("a"));
  });
});

it("the heads are what the events say, whatever the threads went through", async () => {
  const folder = temporaryFolder();
  const done = { intent: "done", message: "Done." };
  const ways = [
    [done],
    [{ intent: "nap", seconds: 60 }],
    [{ intent: "send", text: "hello" }, done],
    [{ intent: "pay", to: "Terri", amount: 750 }],
    ["nonsense", done],
  ];
  for (const says of ways) await play(testWorld({ folder, says }));

  const store = openStore(folder);
  const found = await store.list({ limit: 99 });
  expect(found).toHaveLength(ways.length);
  for (const { id, ...kept } of found) {
    const events = await store.load(id);
    expect(kept).toEqual(events && headOf(stand(events).state));
  }
});
