import type { NewEvent } from "../src/thread.ts";
import { launched, plant, testWorld, type TestWorld } from "./support.ts";

/** A world in which another process has died while a tool ran. */
export async function dead(step: { intent: string }, starts = 1): Promise<TestWorld> {
  const world = testWorld({ says: [step, { intent: "done", message: "Done." }] });
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
