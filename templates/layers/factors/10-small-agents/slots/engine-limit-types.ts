  /** Input and output tokens. */
  tokens: number;
  /** Minutes of thinking and running tools: the time between is free. */
  minutes: number;
