import type { Standing } from "../src/record.ts";
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

/** Who plays a scenario. */
export interface Cast extends Stage {
  script: Script;
  moves: Move[];
  /** The world, with the model that speaks. What it stores is in this folder, which is gone afterwards. */
  open(folder: string, saw: World["saw"]): World;
}

export interface Scene extends Cast {
  threads: Threads;
  /** In milliseconds. */
  clock: { time: number };
}

/** Does what is due from outside where a thread pauses or rests. False where nothing is. */
export type Move = (now: Standing, scene: Scene) => Promise<boolean>;

/** Does what is due from outside. False when that is nothing more. */
export async function goOn(now: Standing, scene: Scene): Promise<boolean> {
  for (const move of scene.moves) if (await move(now, scene)) return true;
  return false;
}
