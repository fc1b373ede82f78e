import { inspect } from "node:util";

import type { Agent, Turn } from "./agent.ts";
import type { Command } from "./command.ts";
import { determineNextStep, type Chosen } from "./determine-next-step.ts";
import { overcome } from "./errors.ts";
import { requestOf } from "./humans.ts";
import { ModelError } from "./model/model.ts";
import { runTool } from "./run-tool.ts";
import type { NewEvent, Thread } from "./thread.ts";

/**
 * Touches the world for one command and yields the events that come of it. Each list is saved before
 * the next line runs.
 */
export async function* perform(command: Command, turn: Turn): AsyncGenerator<NewEvent[]> {
  switch (command.do) {
    case "ask_model":
      yield* chooseStep(turn);
      return;
    case "refuse_step":
      yield [{ type: "step_refused", error: command.error }];
      return;
    case "run_tool":
      yield* runTool(command.step, turn);
      return;
    case "contact_human":
      yield [
        { type: "human_asked", request: requestOf(command.question, turn.state.count.events) },
      ];
      return;
    case "stop":
      yield [{ type: "stopped", outcome: command.outcome, message: command.message }];
      return;
    case "pause":
      return;
  }
}

async function* chooseStep({ agent, thread, world, signal }: Turn): AsyncGenerator<NewEvent[]> {
  const hidden = overcome(thread);
  if (hidden.length > 0) {
    yield [{ type: "compacted", hidden }];
    return;
  }
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
