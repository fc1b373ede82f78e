  /** Failures in a row. */
  errors: number;
