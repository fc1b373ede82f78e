import { expect, it } from "vitest";

import type { NewEvent } from "../src/thread.ts";
import { plant, launched, testWorld } from "./support.ts";

const minute = 60_000;
const broken: NewEvent = { type: "launched", agent: "gone", tag: "user_message", data: "go" };

it("a thread that cannot go on is looked at once a minute, and holds up no other", async () => {
  const world = testWorld({ says: [{ intent: "done", message: "Done." }] });
  await plant(world, [broken], "broken");
  await plant(world, [launched], "left");
  const looked: string[] = [];
  const start = async (id: string) => {
    looked.push(id);
    await world.threads.go(id).catch(() => {});
  };

  world.clock += 6 * minute;
  await world.threads.wake(start);
  expect(looked.toSorted()).toEqual(["broken", "left"]);
  await world.threads.wake(start);
  world.clock += minute;
  await world.threads.wake(start);
  expect(looked.slice(2)).toEqual(["broken"]);
});

it("threads that cannot go on, however many, are not all that is looked at", async () => {
  const world = testWorld({ says: [{ intent: "done", message: "Done." }] });
  for (let n = 0; n < 1100; n += 1) await plant(world, [broken], `broken-${n}`);
  world.clock += minute;
  await plant(world, [launched], "left");
  world.clock += 6 * minute;
  const start = (id: string) => world.threads.go(id).catch(() => {});
  expect(await world.threads.wake(start)).toHaveLength(1000);
  expect(await world.threads.wake(start)).toHaveLength(101);
  expect(await world.threads.wake(start)).toEqual([]);
});

it("a broken thread is reported to whoever goes on with it", async () => {
  const world = testWorld();
  await plant(world, [broken], "broken");
  await expect(world.threads.go("broken")).rejects.toThrow("belongs to an agent that is not here");
});
