import type { Command } from "./command.ts";
import type { NewEvent } from "./thread.ts";
import type { World } from "./world.ts";

/** The end of a sleep is stored in ISO 8601 and UTC, so that times compare as texts. */
export function fallAsleep(sleep: Command & { do: "sleep" }, world: World): NewEvent {
  const until = "until" in sleep ? sleep.until : world.now().getTime() + sleep.seconds * 1000;
  return { type: "fell_asleep", until: new Date(until).toISOString(), reason: sleep.reason };
}
