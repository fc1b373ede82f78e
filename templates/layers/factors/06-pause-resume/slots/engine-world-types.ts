  /** Who runs the tools here, and whether another who did is known to be gone. */
  worker: string;
  isDead(worker: string): boolean;
  closing: AbortController;
  /** Set by whoever runs the threads: goes on with one that moved while nobody was at work on it. */
  resume?(thread: string): void;
