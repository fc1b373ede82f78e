import { describe, expect, it } from "vitest";

import type { Tool } from "../src/agent.ts";
import { needsApproval } from "../src/humans.ts";
import type { NewEvent } from "../src/thread.ts";
import {
  answer,
  eventsOf,
  lastOf,
  launch,
  launched,
  plant,
  play,
  positionOf,
  route,
  temporaryFolder,
  testWorld,
  typesOf,
  type Step,
  type TestWorld,
} from "./support.ts";

const look = { intent: "look", at: "the moon" };
const send = { intent: "send", text: "hello" };
const done = { intent: "done", message: "Done." };
const pay = { intent: "pay", to: "Terri", amount: 750 };
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
  async function dead(step: { intent: string }, starts = 1): Promise<TestWorld> {
    const world = testWorld({ says: [step, done] });
    const started: NewEvent = {
      type: "tool_started",
      intent: step.intent,
      key: "planted:2",
      worker: "there/2/dead",
      deadline: new Date(world.clock + 60_000).toISOString(),
    };
    const all = Array.from({ length: starts }, () => started);
    await plant(world, [launched, { type: "step_chosen", step }, ...all]);
    return world;
  }

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

  it("leaves a doubt when it is not, and nothing runs", async () => {
    const world = await dead(send);
    world.isDead = () => true;
    await world.threads.go("planted");
    expect(world.ran).toEqual([]);
    expect(await lastOf(world, "planted")).toMatchObject({
      type: "human_asked",
      request: { kind: "recovery", step: send, options: { choices: ["retry", "skip", "stop"] } },
    });
  });

  it.each([
    ["retry", [{ step: send, key: "planted:2" }], "done"],
    ["skip", [], "done"],
    ["stop", [], "stopped"],
  ])("does what a person says of the doubt: %s", async (response, ran, outcome) => {
    const world = await dead(send);
    world.isDead = () => true;
    await world.threads.go("planted");
    await answer(world, "planted", { type: "answer", response });
    expect(world.ran).toEqual(ran);
    expect(await positionOf(world, "planted")).toMatchObject({ at: "resting", outcome });
  });

  it("is asked about only of those who may approve the step, and retried as they approved it", async () => {
    const only = (step: Step) =>
      step.intent === "pay"
        ? needsApproval({ do: "run_tool", step }, { from: ["dana"] })
        : route(step);
    let deaths = 1;
    const pays: Tool = {
      timeout: 40,
      run: async () => (deaths-- > 0 ? new Promise(() => {}) : "paid"),
    };
    const world = testWorld({ says: [pay, done], tools: { pay: pays }, agent: { route: only } });
    const id = await play(world);
    await answer(world, id, { type: "approval", approved: true }, "dana");
    expect(await lastOf(world, id)).toMatchObject({
      type: "human_asked",
      request: { kind: "recovery", step: pay, from: ["dana"] },
    });
    const retry = { type: "answer", response: "retry" } as const;
    await expect(answer(world, id, retry, "sam")).rejects.toThrow("it takes dana");
    expect(world.ran).toHaveLength(1);
    await answer(world, id, retry, "dana");
    expect(world.ran.map(({ key }) => key)).toEqual([`${id}:4`, `${id}:4`]);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("is not retried without an approval that today's policy wants and nobody has given", async () => {
    const world = await dead(send);
    world.isDead = () => true;
    await world.threads.go("planted");
    const strict = (step: Step) => {
      const command = route(step);
      return command.do === "run_tool" ? needsApproval(command) : command;
    };
    Object.assign(world.agents.main ?? {}, { route: strict });
    await answer(world, "planted", { type: "answer", response: "retry" });
    expect(world.ran).toEqual([]);
    expect(await positionOf(world, "planted")).toMatchObject({
      at: "waiting",
      request: { kind: "approval", step: send },
    });
    await answer(world, "planted", { type: "approval", approved: true });
    expect(world.ran).toEqual([{ step: send, key: "planted:2" }]);
  });

  it("may turn out to live: its outcome counts, and the tool does not run again", async () => {
    const folder = temporaryFolder();
    let finish: (said: string) => void = () => {};
    const slow = { timeout: 40, run: () => new Promise<string>((resolve) => (finish = resolve)) };
    const world = testWorld({ folder, says: [send, done], tools: { send: slow } });
    const id = await play(world);
    const { type } = (await lastOf(world, id)) ?? {};
    expect(type).toBe("human_asked");
    finish("sent");
    await expect.poll(async () => (await lastOf(world, id))?.type).toBe("tool_succeeded");
    await world.threads.go(id);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
    expect(world.ran).toHaveLength(1);
  });

  it("may turn out to live after a person has said stop: its outcome is saved", async () => {
    let finish: (said: string) => void = () => {};
    const slow = { timeout: 40, run: () => new Promise<string>((resolve) => (finish = resolve)) };
    const world = testWorld({ says: [send, done], tools: { send: slow } });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "stop" });
    finish("sent");
    await expect.poll(async () => (await lastOf(world, id))?.type).toBe("tool_succeeded");
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "stopped" });
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
