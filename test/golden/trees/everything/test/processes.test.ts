import { describe, expect, it } from "vitest";

import { dead } from "./dead.ts";
import {
  eventsOf,
  lastOf,
  launch,
  play,
  positionOf,
  temporaryFolder,
  testWorld,
  typesOf,
} from "./support.ts";

const look = { intent: "look", at: "the moon" };
const send = { intent: "send", text: "hello" };
const done = { intent: "done", message: "Done." };
const days = 24 * 60 * 60_000;

describe("two processes on one store", () => {
  it("run a tool once, whoever comes first", async () => {
    const folder = temporaryFolder();
    const one = testWorld({ folder, says: [send, done] });
    const two = testWorld({ folder, says: [send, done] });
    const id = await launch(one);
    await Promise.all([one.threads.go(id), two.threads.go(id)]);
    await one.threads.go(id);
    expect([...one.ran, ...two.ran]).toHaveLength(1);
    expect(await typesOf(one, id)).toEqual([
      "launched",
      "step_chosen",
      "tool_started",
      "tool_succeeded",
      "step_chosen",
      "stopped",
    ]);
  });

  it("can take turns: each goes on where the other stopped", async () => {
    const folder = temporaryFolder();
    const one = testWorld({ folder, says: [look, { intent: "nap", seconds: 60 }] });
    const id = await play(one);
    const two = testWorld({ folder, says: [look, { intent: "nap", seconds: 60 }, done] });
    two.clock += 61_000;
    expect(await two.threads.wake()).toEqual([id]);
    expect(await positionOf(one, id)).toMatchObject({ at: "resting", outcome: "done" });
    expect(two.requests).toHaveLength(1);
  });

  it("start one thread for one id", async () => {
    const folder = temporaryFolder();
    const [one, two] = [testWorld({ folder }), testWorld({ folder })];
    const started = await Promise.all(
      [one, two].map(({ threads }) => threads.launch({ data: "go", id: "the-same" })),
    );
    expect(started).toEqual(["the-same", "the-same"]);
    expect(await typesOf(one, "the-same")).toEqual(["launched"]);
  });
});

describe("a process that died while a tool ran", () => {
  it("is given until the deadline, since it may still be at it", async () => {
    const world = await dead(look);
    await world.threads.go("planted");
    expect(world.ran).toEqual([]);
    world.clock += 60_001;
    await world.threads.go("planted");
    expect(world.ran).toHaveLength(1);
  });

  it("is not waited for when it is known to be dead", async () => {
    const world = await dead(look);
    world.isDead = (worker) => worker === "there/2/dead";
    await world.threads.go("planted");
    expect(world.ran).toHaveLength(1);
  });

  it("has its tool run again, with the same key, when that is safe", async () => {
    const world = await dead(look);
    world.isDead = () => true;
    await world.threads.go("planted");
    expect(world.ran).toEqual([{ step: look, key: "planted:2" }]);
    expect(await positionOf(world, "planted")).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("is not followed by another for ever: after three starts, nothing runs", async () => {
    const world = await dead(look, 3);
    world.isDead = () => true;
    await world.threads.go("planted");
    expect(world.ran).toEqual([]);
    expect(await positionOf(world, "planted")).not.toMatchObject({ outcome: "done" });
  });
});

describe("sleeping", () => {
  const nap = { intent: "nap", seconds: (3 * days) / 1000 };

  it("for three days outlives the process, and ends once", async () => {
    const folder = temporaryFolder();
    const before = testWorld({ folder, says: [nap] });
    const id = await play(before);
    expect(await positionOf(before, id)).toEqual({
      at: "sleeping",
      until: "2026-03-18T10:30:00.000Z",
    });

    const [one, two] = [1, 2].map(() => testWorld({ folder, says: [nap, done] }));
    if (!one || !two) throw new Error("two processes");
    one.clock += 3 * days - 1;
    expect(await one.threads.wake()).toEqual([]);
    one.clock += 1;
    two.clock = one.clock;
    await Promise.all([one.threads.wake(), two.threads.wake()]);
    const types = await typesOf(one, id);
    expect(types.filter((type) => type === "woke_up")).toHaveLength(1);
    expect(await positionOf(one, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("is not cut short by whoever looks at the thread", async () => {
    const world = testWorld({ says: [nap] });
    const id = await play(world);
    await world.threads.go(id);
    expect(await positionOf(world, id)).toMatchObject({ at: "sleeping" });
  });
});

describe("cancelling", () => {
  it("tells a running tool to stop, records its outcome, and thinks no more", async () => {
    const untilTold = {
      run: (_step: object, { signal }: { signal: AbortSignal }) =>
        new Promise<string>((resolve) => signal.addEventListener("abort", () => resolve("half"))),
    };
    const world = testWorld({ says: [send, done], tools: { send: untilTold } });
    const id = await launch(world);
    const going = world.threads.go(id);
    await expect.poll(async () => (await lastOf(world, id))?.type).toBe("tool_started");
    await world.threads.cancel(id);
    await going;
    expect((await typesOf(world, id)).slice(2)).toEqual([
      "tool_started",
      "cancelled",
      "tool_succeeded",
    ]);
    expect(await positionOf(world, id)).toEqual({
      at: "resting",
      outcome: "stopped",
      message: "cancelled",
    });
    expect(world.requests).toHaveLength(1);
  });

  it("ends a thread that sleeps, once", async () => {
    const world = testWorld({ says: [{ intent: "nap", seconds: 60 }] });
    const id = await play(world);
    await world.threads.cancel(id);
    await expect(world.threads.cancel(id)).rejects.toThrow("has come to rest already");
    await expect(world.threads.send(id, "go on")).rejects.toThrow("does not rest");
    world.clock += 61_000;
    expect(await world.threads.wake()).toEqual([]);
  });

  it("interrupts a model that thinks", async () => {
    const world = testWorld();
    world.model = {
      reply: ({ signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(new Error("told"))),
        ),
    };
    const id = await launch(world);
    const going = world.threads.go(id);
    await world.threads.cancel(id);
    await going;
    expect((await eventsOf(world, id)).map(({ type }) => type)).toEqual(["launched", "cancelled"]);
  });
});
