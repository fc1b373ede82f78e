import type { z } from "zod";

import type { Command } from "./command.ts";
import type { Entry } from "./context.ts";
import type { Standing } from "./record.ts";
import type { StoredStep, Thread } from "./thread.ts";
import type { World } from "./world.ts";

/** An agent is a value: who chooses its steps, the closed list of them, and what each leads to. */
export type Agent<S extends StoredStep = StoredStep> = Role<S> & Prompted;

/** A model chooses the next step. */
export interface Prompted {
  prompt: Prompt;
  /** The model writes down why before it chooses. It is kept with the step, and not shown to it again. */
  reasoning?: boolean;
}

export interface Role<S extends StoredStep> {
  name: string;
  steps: z.ZodType<S>;
  route(step: S): Command;
  /** A second look at a step before anything comes of it: why it must not be, or nothing. */
  judge?(step: S, thread: Thread): Promise<string | undefined> | string | undefined;
  tools: Record<string, Tool>;
  limits: Limits;
}

/** What one task may cost. Counted from the last message on. */
export interface Limits {
  /** Replies of the model. */
  steps: number;
  /** Failures in a row. */
  errors: number;
}

/** Factor 2. Every word the model sees besides the thread; `user` puts the entries of the thread in their place. */
export interface Prompt {
  system(): string;
  user(entries: Entry[]): Entry[];
}

export interface Tool<S extends StoredStep = StoredStep> {
  run(step: S, call: ToolCall): Promise<unknown>;
  /** What it returns. Anything else is an error, though the tool has run. */
  result?: z.ZodType;
  /** Milliseconds, default 60,000. */
  timeout?: number;
}

/** The tools of an agent, each with the step that its intent names. */
export type Toolbox<S extends StoredStep> = {
  [I in S["intent"]]?: Tool<Extract<S, { intent: I }>>;
};

export interface ToolCall {
  /** The same for every attempt at this step: hand it to the service as its idempotency key. */
  key: string;
  signal: AbortSignal;
}

/** What it takes to perform a command. */
export interface Turn extends Standing {
  agent: Agent;
  world: World;
  signal: AbortSignal;
}

/** A thread names its agent in its first event. Throws when this program has no such agent. */
export function agentOf(thread: Thread, world: World): Agent {
  const first = thread.events[0];
  const agent = first?.type === "launched" ? world.agents[first.agent] : undefined;
  if (!agent) throw new Error(`thread ${thread.id} belongs to an agent that is not here`);
  return agent;
}
