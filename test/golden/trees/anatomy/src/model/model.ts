import type { z } from "zod";

import type { Entry } from "../context.ts";

/** A language model, as far as an agent is concerned: words in, one reply out, and what it cost. */
export interface Model {
  /** Throws ModelError when no usable reply came. */
  reply(request: ModelRequest): Promise<ModelReply>;
}

export interface ModelRequest {
  agent: string;
  system: string;
  /** The user's part in blocks, one an entry of the thread: the blocks of one call begin those of the next. */
  user: Entry[];
  /** What the reply has to be. It is checked again on our side. */
  steps: z.ZodType;
  /** Whether the model is to write down why before it chooses. */
  reasoning: boolean;
  /** How many replies this thread has had. */
  turn: number;
  signal: AbortSignal;
}

export interface ModelReply {
  output: unknown;
  reasoning?: string;
  usage?: Usage;
}

/** Tokens and milliseconds of one call. */
export interface Usage {
  model: string;
  input: number;
  output: number;
  ms: number;
}

export class ModelError extends Error {
  override name = "ModelError";
  /** Asking again would not help: a wrong key, an unknown model. */
  readonly fatal: boolean;

  constructor(message: string, { fatal = false } = {}) {
    super(message);
    this.fatal = fatal;
  }
}
