import { main } from "../src/agents.ts";
import { open } from "../src/record.ts";
import type { Event } from "../src/thread.ts";
import type { World } from "../src/world.ts";
import type { Scenario } from "./scenario.ts";
import { put } from "./store.ts";

/** Starts the thread of a scenario: with a message, with an event, or with all that has happened before. */
export async function begin(id: string, start: Scenario["start"], world: World): Promise<void> {
  if ("message" in start) {
    const { message: data } = start;
    await open(id, { type: "launched", agent: main, tag: "user_message", data }, world);
  } else if ("event" in start) {
    await open(id, { type: "launched", agent: main, ...start.event }, world);
  } else {
    const time = world.now().toISOString();
    const events = start.events.map((event: object) => ({ time, ...event }) as Event);
    await put({ id, events }, world.store);
    world.saw(id, events);
  }
}
