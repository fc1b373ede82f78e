import { inspect } from "node:util";

import type { Agent, Turn } from "./agent.ts";
import { determineNextStep, type Chosen } from "./determine-next-step.ts";
import { ModelError } from "./model/model.ts";
import type { NewEvent, Thread } from "./thread.ts";

/** The next step, or what went wrong with it: both are events. */
export async function* chooseStep(turn: Turn): AsyncGenerator<NewEvent[]> {
  const { agent, thread, world } = turn;
  const { signal } = turn;
  try {
    const hear = (text: string | null) => world.hear?.(thread.id, text);
    const next = await determineNextStep(agent, thread, world.model, signal, hear);
    yield [next.type === "step_chosen" ? await judged(next, agent, thread) : next];
  } catch (error) {
    if (signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    const { reason, usage, fatal } = error instanceof ModelError ? error : {};
    yield [
      fatal
        ? { type: "stopped", outcome: "failed", message, reason }
        : { type: "model_failed", error: message, reason, usage },
    ];
  }
}

async function judged(chosen: Chosen, agent: Agent, thread: Thread): Promise<NewEvent> {
  const { step, usage } = chosen;
  const objection = await agent.judge?.(step, thread);
  if (!objection) return chosen;
  const error = `${step.intent} was refused: ${objection}`;
  return { type: "step_refused", error, reply: inspect(step), usage };
}
