import { describe, expect, it } from "vitest";

import type { Prefetch } from "../src/agent.ts";
import { eventsOf, launch, play, positionOf, testWorld, typesOf, wordsOf } from "./support.ts";

const done = { intent: "done", message: "Done." };

function fetching(prefetch: Prefetch, says: unknown[] = [done, done]) {
  return testWorld({ says, agent: { prefetch } });
}

describe("what is fetched beforehand", () => {
  it("is there before the model is asked for the first time, as if it had asked", async () => {
    const world = fetching({ list_stars: async () => ({ stars: ["sun"] }) });
    const id = await play(world);
    expect(await typesOf(world, id)).toEqual(["launched", "prefetched", "step_chosen", "stopped"]);
    expect(world.requests).toHaveLength(1);
    const words = wordsOf(world.requests[0]);
    expect(words).toMatch(/list_stars.*sun/s);
  });

  it("is fetched once a thread", async () => {
    let fetched = 0;
    const world = fetching({ list_stars: async () => (fetched += 1) });
    const id = await play(world);
    await world.threads.send(id, "more");
    await world.threads.go(id);
    expect(fetched).toBe(1);
  });

  it("is an error where it cannot be had, and the agent starts all the same", async () => {
    const world = fetching({
      list_stars: async () => ["sun"],
      list_moons: () => Promise.reject(new Error("clouds")),
    });
    const id = await play(world);
    expect((await eventsOf(world, id))[1]).toMatchObject({
      type: "prefetched",
      fetched: [
        { intent: "list_stars", result: ["sun"] },
        { intent: "list_moons", error: "error running list_moons: clouds" },
      ],
    });
    expect(wordsOf(world.requests[0])).toContain("clouds");
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it.each([
    [undefined, null],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("may be %j: what is stored is plain JSON", async (returned, result) => {
    const world = fetching({ list_stars: async () => returned });
    world.saw = (_id, [event]) => event?.type === "prefetched" && seen.push(...event.fetched);
    const seen: object[] = [];
    await play(world);
    expect(seen).toEqual([{ intent: "list_stars", result }]);
  });

  it("is not fetched for an agent that wants nothing", async () => {
    const world = testWorld({ says: [done] });
    expect(await typesOf(world, await play(world))).not.toContain("prefetched");
  });

  it("is not fetched when nobody goes on with the thread", async () => {
    const world = fetching({ list_stars: async () => "sun" });
    expect(await typesOf(world, await launch(world))).toEqual(["launched"]);
  });
});
