import { agentOf } from "./agent.ts";
import { next } from "./next.ts";
import { perform } from "./perform.ts";
import { record, type Standing } from "./record.ts";
import type { World } from "./world.ts";

/** The loop: fold, decide, act, record, until there is nothing to do. Returns where the thread then stands. */
export async function run(from: Standing, world: World, signal: AbortSignal): Promise<Standing> {
  let standing = from;
  while (!signal.aborted && !world.closing.signal.aborted) {
    const agent = agentOf(standing.thread, world);
    const command = next(agent, standing.state);
    const before = standing;
    for await (const events of perform(command, { ...standing, agent, world, signal })) {
      const { saved, now } = await record(standing, events, world);
      standing = now;
      if (!saved) break; // the thread has moved on: decide again from where it stands
    }
    if (standing === before) break;
  }
  return standing;
}
