  /** Milliseconds, default 60,000. */
  timeout?: number;
