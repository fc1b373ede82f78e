import type { Thread } from "../thread.ts";

/** Threads at rest, of one process. */
export interface Store {
  load(id: string): Promise<Thread | undefined>;
  /** The ids of all threads. */
  list(): Promise<string[]>;
  save(thread: Thread): Promise<void>;
}
