import type { Standing } from "../src/record.ts";
import type { Event } from "../src/thread.ts";
import type { Threads } from "../src/threads.ts";
import type { World } from "../src/world.ts";
import type { Script } from "./script.ts";

/** For whoever watches. */
export interface Stage {
  /** Told of every event that was saved. */
  saw?: World["saw"];
  /** Milliseconds that a turn takes. */
  pace?: number;
}

/** Who plays a scenario: the script, what may come from outside, and the world with the model that speaks. */
export interface Cast extends Stage {
  script: Script;
  turns: TurnKind[];
  open(place: Place): World;
}

/** Where a scenario is played. */
export interface Place {
  /** For the store. It is gone afterwards. */
  folder: string;
  saw: World["saw"];
  /** All events so far, by thread. */
  played: Map<string, Event[]>;
}

/** Does what is due from outside where a thread pauses or rests. False where nothing is. */
export type TurnKind = (now: Standing, scene: Scene) => Promise<boolean>;

export interface Scene extends Cast {
  threads: Threads;
  /** In milliseconds. */
  clock: { time: number };
}

/** Does what is due from outside. False when that is nothing more. */
export async function goOn(now: Standing, scene: Scene): Promise<boolean> {
  for (const turn of scene.turns) if (await turn(now, scene)) return true;
  return false;
}
