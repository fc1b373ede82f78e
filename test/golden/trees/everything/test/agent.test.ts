import { describe, expect, it } from "vitest";
import { z } from "zod";

import { run } from "../src/loop.ts";
import type { StoredStep } from "../src/thread.ts";
import {
  eventsOf,
  lastOf,
  launch,
  launched,
  openStore,
  plant,
  play,
  positionOf,
  temporaryFolder,
  testWorld,
  typesOf,
  wordsOf,
} from "./support.ts";

const look = { intent: "look", at: "the moon" };
const done = { intent: "done", message: "I looked." };

describe("the loop", () => {
  it("asks the model, runs what it chose, asks again, and rests when it is done", async () => {
    const world = testWorld({ says: [look, done] });
    const id = await play(world, "look at the moon");

    expect(await typesOf(world, id)).toEqual([
      "launched",
      "step_chosen",
      "tool_started",
      "tool_succeeded",
      "step_chosen",
      "stopped",
    ]);
    expect(world.requests).toHaveLength(2);
    expect(world.ran.map(({ step }) => step)).toEqual([look]);
    expect(await positionOf(world, id)).toEqual({
      at: "resting",
      outcome: "done",
      message: "I looked.",
    });
  });

  it("shows the model what the tool said", async () => {
    const world = testWorld({ says: [look, done] });
    await play(world);
    const [first, second] = world.requests;
    expect(wordsOf(first)).not.toContain("found");
    expect(wordsOf(second)).toContain("found");
  });

  it("saves what has happened before it asks the model or runs a tool", async () => {
    const folder = temporaryFolder();
    const saved: (string | undefined)[] = [];
    const note = async (id: string) =>
      saved.push((await lastOf({ ...world, store: openStore(folder) }, id))?.type);
    const world = testWorld({
      folder,
      says: [look, done],
      tools: {
        look: {
          async run(_step, { key }) {
            await note(key.split(":")[0] ?? "");
            return "seen";
          },
        },
      },
    });
    const id = await launch(world);
    const { model } = world;
    world.model = {
      ...model,
      async reply(request) {
        await note(id);
        return model.reply(request);
      },
    };
    await world.threads.go(id);
    expect(saved).toEqual(["launched", "tool_started", "tool_succeeded"]);
  });

  it("can pause between choosing a step and running it, and then runs it without choosing again", async () => {
    const world = testWorld({ says: [look, done] });
    const id = await launch(world);
    const pause = new AbortController();
    world.saw = (_id, [event]) => event?.type === "step_chosen" && pause.abort();

    await run(await world.threads.get(id), world, pause.signal);
    expect(await positionOf(world, id)).toEqual({ at: "chosen", step: look });
    expect(world.ran).toEqual([]);

    await world.threads.go(id);
    expect(world.ran).toHaveLength(1);
    expect(world.requests).toHaveLength(2);
  });

  it("goes on from any event as another process would", async () => {
    const whole = testWorld({ says: [look, { intent: "send", text: "hello" }, done] });
    const events = await eventsOf(whole, await play(whole));
    for (const [n, last] of events.entries()) {
      if (last.type === "tool_started") continue; // whether it has run, nobody can tell
      const world = testWorld({ says: [look, { intent: "send", text: "hello" }, done] });
      const id = await plant(world, events.slice(0, n + 1));
      await world.threads.go(id);
      expect(await typesOf(world, id)).toEqual(events.map(({ type }) => type));
    }
  });

  it("takes a new message when it rests, with everything before it in view", async () => {
    const world = testWorld({ says: [look, done, done] });
    const id = await play(world, "first task");
    await world.threads.send(id, "second task");
    await world.threads.go(id);
    expect(wordsOf(world.requests.at(-1))).toMatch(/first task.*found.*second task/s);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("takes no message while it is at work", async () => {
    const world = testWorld();
    const id = await launch(world);
    await expect(world.threads.send(id, "more")).rejects.toThrow("does not rest");
  });

  it("says so when a thread, or the agent of a thread, is not here", async () => {
    const world = testWorld();
    await expect(world.threads.go("nobody")).rejects.toThrow("there is no thread nobody");
    const id = await plant(world, [{ type: "launched", agent: "gone", tag: "task", data: "x" }]);
    await expect(world.threads.go(id)).rejects.toThrow("belongs to an agent that is not here");
  });
});

describe("a tool", () => {
  it("gets a key of its own, the same in every event about it", async () => {
    const world = testWorld({ says: [look, look, done] });
    const id = await play(world);
    const keys = world.ran.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    const events = (await eventsOf(world, id)).filter((event) => "key" in event);
    expect(events.map((event) => "key" in event && event.key)).toEqual([
      keys[0],
      keys[0],
      keys[1],
      keys[1],
    ]);
  });

  it.each([
    [undefined, null],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [{ kept: 1, dropped: undefined }, { kept: 1 }],
    [{ paid: 3n }, "{ paid: 3n }"],
  ])("may return %o: what is stored is plain JSON", async (returned, result) => {
    const world = testWorld({ says: [look, done], tools: { look: { run: async () => returned } } });
    const events = await eventsOf(world, await play(world));
    expect(events.find(({ type }) => type === "tool_succeeded")).toMatchObject({ result });
  });

  it("that returns something else than it says is an error, and it is said that it ran", async () => {
    const look = { result: z.object({ found: z.boolean() }), run: async () => ({ found: "yes" }) };
    const world = testWorld({ says: [{ intent: "look", at: "the moon" }, done], tools: { look } });
    const events = await eventsOf(world, await play(world));
    expect(events.find(({ type }) => type === "tool_failed")).toMatchObject({
      error: expect.stringContaining("it ran, and returned something else"),
    });
  });

  it("whose result is long is read as its summary, and stored whole", async () => {
    const long = "moon ".repeat(10_000);
    const world = testWorld({ says: [look, done], tools: { look: { run: async () => long } } });
    const events = await eventsOf(world, await play(world));
    expect(events).toContainEqual(expect.objectContaining({ result: long, summary: "moon moon" }));
    expect(wordsOf(world.requests.at(-1)).length).toBeLessThan(1000);
  });

  it("that takes longer than its timeout is not waited for", async () => {
    const never = { timeout: 20, run: () => new Promise<never>(() => {}) };
    const world = testWorld({ says: [look, done], tools: { look: never } });
    const events = await eventsOf(world, await play(world));
    expect(events[3]).toMatchObject({ error: "look took longer than 0.02 s and may have run" });
  });
});

describe("what is no step of the list", () => {
  it.each([
    ["an unknown intent", { intent: "launch_rocket" }],
    ["a field too many", { ...look, force: true }],
    ["a field too few", { intent: "look" }],
    ["words", "I would rather talk."],
    ["nothing", null],
    ["fields without end", Object.fromEntries([...Array(999).keys()].map((n) => [`n${n}`, n]))],
    ["what has no end", Array.from({ length: 9999 }).reduce((inner) => [inner], [])],
  ])("is refused, and nothing runs: %s", async (_name, said) => {
    const world = testWorld({ says: [said, done] });
    const [, refused] = await eventsOf(world, await play(world));
    expect(refused).toMatchObject({
      type: "step_refused",
      error: expect.stringMatching(/^not a valid step.{0,600}$/s),
    });
    expect(world.ran).toEqual([]);
  });

  it("is refused as well when it was stored by an older version, and is no turn of the model", async () => {
    const world = testWorld({ says: [done, done] });
    const step = { intent: "look", where: "the moon" };
    const id = await plant(world, [launched, { type: "step_chosen", step }]);
    await world.threads.go(id);
    const [, , refused] = await eventsOf(world, id);
    expect(refused).toMatchObject({
      type: "step_refused",
      error: expect.stringContaining("not a valid step"),
    });
    expect(world.requests.every(({ turn }) => turn === 1)).toBe(true);
    expect(world.ran).toEqual([]);
  });

  it("is what the judge objects to, too", async () => {
    const judge = ({ intent }: StoredStep) => (intent === "send" ? "nobody is up" : undefined);
    const says = [{ intent: "send", text: "hello" }, look, done];
    const world = testWorld({ says, agent: { judge } });
    const [, refused] = await eventsOf(world, await play(world));
    const error = "send was refused: nobody is up";
    expect(refused).toMatchObject({ type: "step_refused", error });
    expect(world.ran.map(({ step }) => step.intent)).not.toContain("send");
  });

  it("leaves the reasoning of what is one in the thread, and out of the next prompt", async () => {
    const world = testWorld({ says: [look, done], agent: { reasoning: true } });
    const { model } = world;
    world.model = {
      reply: async (asked) => ({ ...(await model.reply(asked)), reasoning: "It is dark." }),
    };
    const [, chosen] = await eventsOf(world, await play(world));
    expect(chosen).toMatchObject({ type: "step_chosen", reasoning: "It is dark." });
    expect(world.requests[0]?.reasoning).toBe(true);
    expect(wordsOf(world.requests.at(-1))).not.toContain("dark");
  });
});

describe("a fork", () => {
  it("at any event copies what was, closes what is open, and repeats nothing", async () => {
    const world = testWorld({ says: [look, { intent: "send", text: "hello" }, done, done] });
    const parent = await play(world);
    const events = await eventsOf(world, parent);
    for (const [at, last] of events.entries()) {
      world.ran.length = 0;
      const child = await world.threads.fork(parent, at);
      expect(await positionOf(world, child)).toEqual({ at: "thinking" });

      await world.threads.go(child);
      const forked = await eventsOf(world, child);
      expect(forked.slice(0, at + 1)).toEqual(events.slice(0, at + 1));
      expect(forked[at + 1]).toMatchObject({ type: "forked", from: parent, at });
      if (last.type === "tool_started")
        expect(world.ran.map(({ step }) => step)).not.toContain(look);
      expect(world.ran.every(({ key }) => key.startsWith(child))).toBe(true);
      expect(await positionOf(world, child)).toMatchObject({ at: "resting", outcome: "done" });
    }
    expect(await eventsOf(world, parent)).toEqual(events);
  });

  it.each([-1, 1.5, 99])("at event %d is refused when there is none", async (at) => {
    const world = testWorld({ says: [done] });
    const id = await play(world);
    await expect(world.threads.fork(id, at)).rejects.toThrow(`${at}`);
  });
});
