  /** Running it again with the same key does nothing twice, so it may be repeated after a crash. */
  idempotent?: boolean;
  /** Milliseconds, default 60,000. Until then nobody else takes the running tool for lost. */
  timeout?: number;
