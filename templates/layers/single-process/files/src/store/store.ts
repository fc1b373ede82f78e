import type { Thread } from "../thread.ts";

/** Threads at rest, of one process. */
export interface Store {
  load(id: string): Promise<Thread | undefined>;
  save(thread: Thread): Promise<void>;
}
