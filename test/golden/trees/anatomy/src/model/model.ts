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
  /** The user's part in blocks: the entries of the thread, and the prompt's words around them. */
  user: Entry[];
  /** How many of the blocks, from the first on, begin the next request too: what a prompt cache can keep. */
  stable: number;
  /** What the reply has to be. It is checked again on our side. */
  steps: z.ZodType;
  /** Whether the model is to write down why before it chooses. */
  reasoning: boolean;
  /** How many replies this thread has had. */
  turn: number;
  /** Told the reply piece by piece, `null` when it begins anew. For eyes only: what is acted on is whole. */
  hear(text: string | null): void;
  signal: AbortSignal;
}

export interface ModelReply {
  output: unknown;
  reasoning?: string;
  usage?: Usage;
}

/** What one call took: tokens and milliseconds. A thread of an older version may lack the optional ones. */
export interface Usage {
  /** The model that answered, by the name that the provider gives it. */
  model: string;
  input: number;
  output: number;
  /** Of the input, what came out of the provider's cache. */
  cached?: number;
  /** Of the output, what the model thought and did not say. */
  reasoning?: number;
  ms: number;
}

/** Why there is no reply to use. */
export type Reason =
  | "refused" // the model will not
  | "cut_off" // at the limit of its output
  | "empty"
  | "filtered" // by the provider, for what it says
  | "too_long" // the thread does not fit into its window any more
  | "unavailable" // busy, broken, out of reach, or silent for too long
  | "setting" // a wrong key, an unknown model
  | "request"; // the provider does not take what we sent

export class ModelError extends Error {
  override name = "ModelError";
  readonly reason: Reason;
  /** Milliseconds after which the provider wants to be asked again. */
  readonly retryAfter: number | undefined;
  /** A reply that is of no use may have cost something. */
  readonly usage: Usage | undefined;

  constructor(
    reason: Reason,
    message: string,
    { retryAfter, usage }: { retryAfter?: number; usage?: Usage } = {},
  ) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.usage = usage;
  }

  /** Asking again would not help. */
  get fatal(): boolean {
    return ["too_long", "setting", "request"].includes(this.reason);
  }
}
