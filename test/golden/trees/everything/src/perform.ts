import { inspect } from "node:util";

import type { Agent, Turn } from "./agent.ts";
import type { Command } from "./command.ts";
import { awaitAgent } from "./delegate.ts";
import { determineNextStep, type Chosen } from "./determine-next-step.ts";
import { overcome } from "./errors.ts";
import { requestOf } from "./humans.ts";
import { ModelError } from "./model/model.ts";
import { recoverTool } from "./recover.ts";
import { runPrefetch } from "./run-prefetch.ts";
import { runTool } from "./run-tool.ts";
import type { NewEvent, Thread } from "./thread.ts";
import type { World } from "./world.ts";

/**
 * Touches the world for one command and yields the events that come of it. Each list is saved before
 * the next line runs; if it cannot be saved, the generator is closed where it stands.
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
    case "recover_tool":
      yield* recoverTool(turn);
      return;
    case "sleep": {
      yield [{ type: "fell_asleep", until: endOf(command, turn.world), reason: command.reason }];
      return;
    }
    case "wake_up":
      if (turn.world.now().toISOString() >= command.until) yield [{ type: "woke_up" }];
      return;
    case "contact_human":
      yield [
        { type: "human_asked", request: requestOf(command.question, turn.state.count.events) },
      ];
      return;
    case "call_agent": {
      const { agent, message } = command;
      const child = `${turn.thread.id}.${turn.state.count.events}`;
      yield [{ type: "agent_called", call: { agent, message, child } }];
      return;
    }
    case "await_agent":
      yield* awaitAgent(command.call, turn.thread.id, turn.world);
      return;
    case "prefetch":
      yield [await runPrefetch(turn)];
      return;
    case "stop":
      yield [{ type: "stopped", outcome: command.outcome, message: command.message }];
      return;
    case "pause":
      return;
  }
}

/** When a sleep is over, ISO 8601 in UTC, so that times compare as texts. */
function endOf(sleep: Command & { do: "sleep" }, world: World): string {
  if ("until" in sleep) return new Date(sleep.until).toISOString();
  return new Date(world.now().getTime() + sleep.seconds * 1000).toISOString();
}

async function* chooseStep({ agent, thread, world, ...turn }: Turn): AsyncGenerator<NewEvent[]> {
  if ("plan" in agent) {
    yield [{ type: "step_chosen", step: agent.plan(thread) }];
    return;
  }
  const hidden = overcome(thread);
  if (hidden.length > 0) {
    yield [{ type: "compacted", hidden }];
    return;
  }
  // A process that closes does not wait for the model: another one asks again.
  const signal = AbortSignal.any([turn.signal, world.closing.signal]);
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
