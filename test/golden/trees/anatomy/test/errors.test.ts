import { describe, expect, it } from "vitest";

import { lastOf, play, positionOf, testWorld } from "./support.ts";

const look = { intent: "look", at: "the moon" };
const done = { intent: "done", message: "I looked." };

describe("a failure ends the thread with its reason", () => {
  it("when a tool throws", async () => {
    const broken = { run: () => Promise.reject(new Error("the moon is down")) };
    const world = testWorld({ says: [look, done], tools: { look: broken } });
    const id = await play(world);
    const message = "error running look: the moon is down";
    expect(await lastOf(world, id)).toMatchObject({ type: "tool_failed", error: message });
    expect(await positionOf(world, id)).toEqual({ at: "resting", outcome: "failed", message });
    expect(world.requests).toHaveLength(1);
  });

  it("when what the model says is no step", async () => {
    const world = testWorld({ says: ["words", done] });
    const id = await play(world);
    expect(await positionOf(world, id)).toMatchObject({
      at: "resting",
      outcome: "failed",
      message: expect.stringContaining("not a valid step"),
    });
    expect(world.requests).toHaveLength(1);
  });
});
