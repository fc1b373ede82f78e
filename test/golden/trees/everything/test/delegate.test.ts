import { describe, expect, it } from "vitest";

import {
  answer,
  eventsOf,
  lastOf,
  launch,
  play,
  positionOf,
  temporaryFolder,
  testWorld,
  typesOf,
  wordsOf,
} from "./support.ts";

const handOver = { intent: "hand_over", task: "send the letter" };
const send = { intent: "send", text: "hello" };
const done = { intent: "done", message: "All done." };
const sent = { intent: "done", message: "The letter is out." };

describe("an agent that calls another", () => {
  it("starts a thread that knows its task and nothing else, and reads what came of it", async () => {
    const world = testWorld({ says: [handOver, done], helperSays: [send, sent] });
    const id = await launch(world, "a long story");
    await world.threads.go(id);
    const child = `${id}.2`;

    expect(await typesOf(world, id)).toEqual([
      "launched",
      "step_chosen",
      "agent_called",
      "agent_returned",
      "step_chosen",
      "stopped",
    ]);
    expect((await eventsOf(world, child))[0]).toMatchObject({
      type: "launched",
      agent: "helper",
      tag: "task",
      data: "send the letter",
      parent: id,
    });
    const [, first, , last] = world.requests;
    expect(wordsOf(first)).not.toContain("a long story");
    expect(wordsOf(last)).toContain("The letter is out.");
  });

  it("calls a new one each time", async () => {
    const world = testWorld({ says: [handOver, handOver, done], helperSays: [sent] });
    const id = await play(world);
    expect((await eventsOf(world, `${id}.2`))[0]).toMatchObject({ type: "launched" });
    expect((await eventsOf(world, `${id}.5`))[0]).toMatchObject({ type: "launched" });
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("hears of a failure as well", async () => {
    const world = testWorld({ says: [handOver, done], helperSays: [] });
    const id = await play(world);
    expect((await eventsOf(world, id))[3]).toMatchObject({
      type: "agent_returned",
      outcome: "failed",
    });
    expect(await lastOf(world, id)).toMatchObject({ type: "stopped", outcome: "done" });
  });

  it("waits for as long as a person lets the other wait, and then goes on by itself", async () => {
    const pay = { intent: "pay", to: "Terri", amount: 750 };
    const world = testWorld({ says: [handOver, done], helperSays: [pay, sent] });
    const id = await play(world);
    expect(await positionOf(world, id)).toMatchObject({ at: "delegating" });
    expect(await positionOf(world, `${id}.2`)).toMatchObject({ at: "waiting" });
    await world.threads.go(id);
    expect(world.ran).toEqual([]);

    await answer(world, `${id}.2`, { type: "approval", approved: true });
    expect(world.ran).toHaveLength(1);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("loses and repeats nothing, wherever the process stops", async () => {
    const says = [handOver, done];
    const helperSays = [send, sent];
    const whole = testWorld({ says, helperSays });
    const types = await typesOf(whole, await play(whole));

    for (let stop = 0; stop < 10; stop += 1) {
      const folder = temporaryFolder();
      const first = testWorld({ folder, says, helperSays });
      let saved = 0;
      first.saw = (_id, events) => {
        saved += events.length;
        if (saved > stop) first.closing.abort();
      };
      const id = await launch(first);
      await first.threads.go(id);

      const second = testWorld({ folder, says, helperSays });
      second.clock += 10 * 60_000;
      await second.threads.wake();
      await second.threads.go(id);
      expect(await typesOf(second, id), `stopped after event ${stop}`).toEqual(types);
      expect([...first.ran, ...second.ran], `stopped after event ${stop}`).toHaveLength(1);
    }
  });

  it("that is cancelled takes the other along", async () => {
    const nap = { intent: "nap", seconds: 60 };
    const world = testWorld({ says: [handOver, done], helperSays: [nap, sent] });
    const id = await play(world);
    await world.threads.cancel(id);
    const cancelled = { at: "resting", outcome: "stopped", message: "cancelled" };
    expect(await positionOf(world, id)).toMatchObject(cancelled);
    expect(await positionOf(world, `${id}.2`)).toMatchObject(cancelled);
  });
});
