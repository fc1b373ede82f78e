import { z } from "zod";

import type { Agent, Prompt } from "./agent.ts";
import { threadToPrompt } from "./context.ts";
import type { Model, Usage } from "./model/model.ts";
import { isReply, type StoredStep, type Thread } from "./thread.ts";

/** What the model was asked and what it chose: a step of the closed list, or the reason why it is none. */
export type NextStep = { usage?: Usage } & Read;

export type Read = { ok: true; step: StoredStep } | { ok: false; error: string; reply: string };

/**
 * Factor 1: words in, one structured step out. One call, no loop, nothing is run.
 * Throws ModelError when there is no reply at all.
 */
export async function determineNextStep(
  agent: Pick<Agent, "name" | "steps"> & { prompt: Prompt },
  thread: Thread,
  model: Model,
  signal: AbortSignal,
): Promise<NextStep> {
  const { output, usage } = await model.reply({
    agent: agent.name,
    system: agent.prompt.system(),
    user: agent.prompt.user(threadToPrompt(thread)),
    steps: agent.steps,
    turn: thread.events.filter(isReply).length,
    signal,
  });
  return { ...readStep(agent, output), usage };
}

/** The border: whatever comes from outside is a step of this agent after it, or an error. */
export function readStep(agent: Pick<Agent, "steps">, raw: unknown): Read {
  const parsed = agent.steps.safeParse(raw);
  if (parsed.success) return { ok: true, step: parsed.data };
  const reply = typeof raw === "string" ? raw : JSON.stringify(raw);
  return { ok: false, error: `not a valid step: ${z.prettifyError(parsed.error)}`, reply };
}
