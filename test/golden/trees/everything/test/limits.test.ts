import { describe, expect, it } from "vitest";

import { limits } from "../src/limits.ts";
import { nothingSpent, spend } from "../src/spending.ts";
import {
  answer,
  eventsOf,
  happened,
  lastOf,
  launch,
  play,
  positionOf,
  testWorld,
  wordsOf,
  type TestWorld,
} from "./support.ts";

const look = { intent: "look", at: "the moon" };
const done = { intent: "done", message: "Done." };
const often = (n: number) => Array.from({ length: n }, () => look);

/** A world whose model costs 100 tokens a reply, and whose tool takes a minute a run. */
function costly(says: unknown[], most: Partial<typeof limits>): TestWorld {
  const run = async () => {
    world.clock += 60_000;
  };
  const world = testWorld({
    says,
    agent: { limits: { ...limits, ...most } },
    tools: { look: { run } },
  });
  const { model } = world;
  world.model = {
    async reply(request) {
      const usage = { model: "costly", input: 90, output: 10, ms: 1 };
      return { ...(await model.reply(request)), usage };
    },
  };
  return world;
}

it("an agent takes 20 steps at most, unless it says otherwise", () => {
  expect(limits.steps).toBeLessThanOrEqual(20);
});

it("a clock that goes backwards gives no time back", () => {
  const before = "2026-03-15T10:30:00.000Z";
  for (const event of happened({ clock: 0 }, [{ type: "model_failed", error: "no" }]))
    expect(spend(nothingSpent, event, before).ms).toBe(0);
});

describe("a task that uses up its budget", () => {
  it.each([
    [{ steps: 3 }, "3 steps"],
    [{ tokens: 300 }, "300 tokens"],
    [{ tokens: 299 }, "300 tokens"],
    [{ minutes: 3 }, "3 minutes"],
  ])("%j goes no further", async (most, used) => {
    const world = costly(often(9), most);
    const id = await play(world);
    expect(world.requests).toHaveLength(3);
    expect(await lastOf(world, id)).toMatchObject({
      type: "human_asked",
      request: {
        kind: "budget",
        question: expect.stringContaining(used),
        options: { choices: ["raise", "wrap up", "stop"] },
      },
    });
  });

  it("may still finish with its last step", async () => {
    const world = costly([look, look, done], { steps: 3 });
    const id = await play(world);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });
});

describe("the budget", () => {
  it("is new with every message", async () => {
    const world = costly([look, look, done, look, look, done], { steps: 3 });
    const id = await play(world);
    await world.threads.send(id, "once more");
    await world.threads.go(id);
    expect(world.requests).toHaveLength(6);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("does not count the time in which nobody worked", async () => {
    const world = costly([look, done, done], { minutes: 5 });
    const id = await play(world);
    world.clock += 24 * 60 * 60_000;
    const fork = await world.threads.fork(id, 3);
    world.clock += 60_000;
    await world.threads.go(fork);
    expect(await positionOf(world, fork)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("is spent by every reply, a wrong one too", async () => {
    const world = costly(["words", look, done], {});
    const id = await launch(world);
    await world.threads.go(id);
    const { state } = await world.threads.get(id);
    expect(state.count.spent.tokens).toBe(world.requests.length * 100);
  });
});

describe("a budget that a person may raise", () => {
  it("gets as much again when a person raises it", async () => {
    const world = costly(often(9), { steps: 3 });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "raise" });
    expect(world.requests).toHaveLength(6);
    expect(await positionOf(world, id)).toMatchObject({ at: "waiting" });
  });

  it("says how things stand when a person wants it to wrap up", async () => {
    const world = costly([...often(3), { intent: "done", message: "Half of it." }], { steps: 3 });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "wrap up" });
    expect(wordsOf(world.requests.at(-1))).toMatch(/wrap up.*wrap up/s);
    expect(await positionOf(world, id)).toMatchObject({ outcome: "done", message: "Half of it." });
  });

  it("does nothing more when it was to wrap up and chose to go on", async () => {
    const world = costly(often(9), { steps: 3 });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "wrap up" });
    expect(world.ran).toHaveLength(3);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "stopped" });
  });

  it("ends when a person stops it", async () => {
    const world = costly(often(9), { steps: 3 });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "stop" });
    expect(world.requests).toHaveLength(3);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "stopped" });
  });

  it("does not count the time in which a person thought it over", async () => {
    const pay = { intent: "pay", to: "Terri", amount: 750 };
    const world = costly([pay, done], { minutes: 5 });
    const id = await play(world);
    world.clock += 24 * 60 * 60_000;
    await answer(world, id, { type: "approval", approved: true });
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
    expect(await eventsOf(world, id)).toHaveLength(8);
  });
});
