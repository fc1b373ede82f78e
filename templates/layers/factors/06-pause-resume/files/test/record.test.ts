import { expect, it } from "vitest";

import { record } from "../src/record.ts";
import type { NewEvent } from "../src/thread.ts";
import { launch, launched, plant, positionOf, testWorld, typesOf } from "./support.ts";

const look = { intent: "look", at: "the moon" };
const chosen: NewEvent = { type: "step_chosen", step: look };
const started: NewEvent = {
  type: "tool_started",
  intent: "look",
  key: "planted:2",
  worker: "here/1/first",
  deadline: "2026-03-15T10:31:00.000Z",
};
const succeeded: NewEvent = {
  type: "tool_succeeded",
  intent: "look",
  key: "planted:2",
  result: "seen",
};

it("gives up a decision when the thread has moved on, and says where it stands", async () => {
  const world = testWorld();
  const id = await launch(world);
  const seen = await world.threads.get(id);
  const first = await record(seen, [chosen], world);
  const second = await record(seen, [{ ...chosen, step: { intent: "send" } }], world);
  expect(first.saved).toBe(true);
  expect(second.saved).toBe(false);
  expect(second.now).toEqual(await world.threads.get(id));
  expect(await positionOf(world, id)).toEqual({ at: "chosen", step: look });
});

it("saves a fact although the thread has moved on", async () => {
  const world = testWorld();
  const id = await plant(world, [launched, chosen, started]);
  const seen = await world.threads.get(id);
  await world.threads.cancel(id);
  const { saved } = await record(seen, [succeeded], world);
  expect(saved).toBe(true);
  expect((await typesOf(world, id)).slice(3)).toEqual(["cancelled", "tool_succeeded"]);
  expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "stopped" });
});

it("saves no fact twice, and none that belongs elsewhere", async () => {
  const world = testWorld();
  const id = await plant(world, [launched, chosen, started]);
  const seen = await world.threads.get(id);
  expect(await record(seen, [{ ...succeeded, key: "planted:9" }], world)).toMatchObject({
    saved: false,
  });
  expect(await record(seen, [succeeded], world)).toMatchObject({ saved: true });
  expect(await record(seen, [succeeded], world)).toMatchObject({ saved: false });
  expect(await typesOf(world, id)).toHaveLength(4);
});

it("saves what was decided together in one go, or none of it", async () => {
  const world = testWorld();
  const id = await launch(world);
  const seen = await world.threads.get(id);
  expect(await record(seen, [chosen, started], world)).toMatchObject({ saved: true });
  expect(await record(seen, [chosen, started], world)).toMatchObject({ saved: false });
  expect(await typesOf(world, id)).toEqual(["launched", "step_chosen", "tool_started"]);
});

it("tells of what was saved, and of nothing else", async () => {
  const world = testWorld();
  const id = await launch(world);
  const told: string[] = [];
  world.saw = (_id, events) => told.push(...events.map(({ type }) => type));
  const seen = await world.threads.get(id);
  await record(seen, [chosen], world);
  await record(seen, [chosen], world);
  expect(told).toEqual(["step_chosen"]);
});
