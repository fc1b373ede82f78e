import { describe, expect, it } from "vitest";

import { limits } from "../src/limits.ts";
import { lastOf, play, positionOf, testWorld } from "./support.ts";

const look = { intent: "look", at: "the moon" };
const done = { intent: "done", message: "Done." };
const often = (n: number) => Array.from({ length: n }, () => look);

describe("the ceiling", () => {
  it("ends a task after 20 steps", async () => {
    const world = testWorld({ says: often(25), agent: { limits: { ...limits, steps: 20 } } });
    const id = await play(world);
    expect(world.requests).toHaveLength(20);
    expect(await lastOf(world, id)).toMatchObject({
      type: "stopped",
      message: "not done after 20 steps",
    });
  });

  it("is there unless an agent says otherwise", () => {
    expect(limits.steps).toBeLessThanOrEqual(20);
  });

  it("counts anew for a new message", async () => {
    const says = [...often(15), done, ...often(15), done];
    const world = testWorld({ says, agent: { limits: { ...limits, steps: 20 } } });
    const id = await play(world);
    await world.threads.send(id, "go on");
    await world.threads.go(id);
    expect(world.requests).toHaveLength(32);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });
});
