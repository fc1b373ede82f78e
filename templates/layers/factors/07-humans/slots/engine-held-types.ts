  /** The hash of the arguments that a person approved. */
  approved?: string;
