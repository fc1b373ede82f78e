import type { Agent } from "./agent.ts";
import { overBudget } from "./budget.ts";
import type { Command } from "./command.ts";
import { readStep } from "./determine-next-step.ts";
import type { State } from "./reducer.ts";
import type { StoredStep } from "./thread.ts";

/** Pure: the same state gives the same command, on any machine, at any time. */
export function next(agent: Agent, state: State): Command {
  switch (state.at) {
    case "thinking":
      return overBudget(agent, state.count) ?? { do: "ask_model" };
    case "chosen":
      return take(agent, state.step);
    case "running":
    case "resting":
      return { do: "pause" };
  }
}

/** A stored step may be older than the code: it has to fit today's schema, and then today's policy. */
function take(agent: Agent, stored: StoredStep): Command {
  const read = readStep(agent, stored);
  if (!read.ok) return { do: "refuse_step", error: read.error };
  return agent.route(read.step);
}
