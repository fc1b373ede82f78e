import { files } from "../src/store/files.ts";
import type { Store } from "../src/store/store.ts";
import type { Thread } from "../src/thread.ts";
import { openWorld, type World } from "../src/world.ts";

/** The world as the environment has it, but for the store, which is in a folder of its own. */
export function openIn(
  folder: string,
  saw: World["saw"],
  env: NodeJS.ProcessEnv,
  model?: World["model"],
): World {
  return { ...openWorld(env, saw, model), store: files(folder) };
}

/** Puts a thread into a store as it is. */
export async function put(thread: Thread, store: Store): Promise<void> {
  await store.save(thread);
}
