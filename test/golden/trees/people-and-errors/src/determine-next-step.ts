import { inspect } from "node:util";

import { z } from "zod";

import type { Agent, Prompt } from "./agent.ts";
import { threadToPrompt } from "./context.ts";
import { filtered } from "./filter.ts";
import type { Model, ModelRequest } from "./model/model.ts";
import { isReply, type NewEvent, type StoredStep, type Thread } from "./thread.ts";

/** What came of asking: a step of the closed list, or the reason why the reply is none. */
export type NextStep = Chosen | Extract<NewEvent, { type: "step_refused" }>;
export type Chosen = Extract<NewEvent, { type: "step_chosen" }>;

/**
 * Factor 1: words in, one structured step out. One call, no loop, nothing is run.
 * Throws ModelError when there is no reply at all.
 */
export async function determineNextStep(
  agent: Pick<Agent, "name" | "steps"> & { prompt: Prompt; reasoning?: boolean },
  thread: Thread,
  model: Model,
  signal: AbortSignal,
  hear: ModelRequest["hear"] = () => {},
): Promise<NextStep> {
  const entries = threadToPrompt(filtered(thread));
  const user = agent.prompt.user(entries);
  const { output, reasoning, usage } = await model.reply({
    agent: agent.name,
    system: agent.prompt.system(),
    user,
    stable: user.lastIndexOf(entries.at(-1) ?? "") + 1,
    steps: agent.steps,
    reasoning: agent.reasoning === true,
    turn: thread.events.filter(isReply).length,
    hear,
    signal,
  });
  const read = readStep(agent, output);
  if (read.ok) return { type: "step_chosen", step: read.step, reasoning, usage };
  const whole = typeof output === "string" ? output : inspect(output, { depth: 5 });
  const reply = whole.slice(0, 10_000); // it is of no use, and stays in the thread
  return { type: "step_refused", error: read.error, reply, usage };
}

export type Read = { ok: true; step: StoredStep } | { ok: false; error: string };

/** The border: whatever comes from outside is a step of this agent after it, or an error. */
export function readStep(agent: Pick<Agent, "steps">, raw: unknown): Read {
  const parsed = agent.steps.safeParse(raw);
  if (parsed.success) return { ok: true, step: parsed.data };
  const why = z.prettifyError(parsed.error).slice(0, 500); // it names every field too many
  return { ok: false, error: `not a valid step: ${why}` };
}
