import type { Agent } from "./agent.ts";
import { overBudget, wrapUp } from "./budget.ts";
import type { Command } from "./command.ts";
import { readStep } from "./determine-next-step.ts";
import { tooManyErrors } from "./errors.ts";
import { onceApproved } from "./humans.ts";
import { inDoubt } from "./recover.ts";
import { prefetchFirst } from "./run-prefetch.ts";
import type { Count, Held, State } from "./state.ts";

/** What may come before the model is asked: the first rule that has something to say decides. */
const rules: ((agent: Agent, count: Count) => Command | undefined)[] = [
  prefetchFirst, // what is always needed is there before the first step
  tooManyErrors, // in a row: it is stuck
  overBudget, // a task may only cost so much
];

/** Pure: the same state gives the same command, on any machine, at any time. */
export function next(agent: Agent, state: State): Command {
  switch (state.at) {
    case "thinking":
      for (const rule of rules) {
        const command = rule(agent, state.count);
        if (command) return command;
      }
      return { do: "ask_model" };
    case "chosen":
    case "cleared":
      return wrapUp(take(agent, state), state.count);
    case "running":
      return { do: "recover_tool" };
    case "doubtful":
      return inDoubt(agent, state.step, state.error);
    case "sleeping":
      return { do: "wake_up", until: state.until };
    case "delegating":
      return { do: "await_agent" };
    case "waiting":
    case "resting":
      return { do: "pause" };
  }
}

/** A stored step may be older than the code: it has to fit today's schema, and then today's policy. */
function take(agent: Agent, held: Held): Command {
  const read = readStep(agent, held.step);
  if (!read.ok) return { do: "refuse_step", error: read.error };
  return onceApproved(agent.route(read.step), read.step, held);
}
