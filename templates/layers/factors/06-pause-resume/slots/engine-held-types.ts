  /** The key under which its tool was started. */
  key?: string;
