import { expect, it } from "vitest";

import { eventsOf, play, testWorld } from "./support.ts";

const look = { intent: "look", at: "the moon" };
const done = { intent: "done", message: "I looked." };

it("a tool that may be repeated has failed when its time is over: nobody need be asked", async () => {
  const never = { idempotent: true, timeout: 20, run: () => new Promise<never>(() => {}) };
  const world = testWorld({ says: [look, done], tools: { look: never } });
  const events = await eventsOf(world, await play(world));
  expect(events[3]).toMatchObject({
    type: "tool_failed",
    error: "look took longer than 0.02 s and may have run",
  });
});
