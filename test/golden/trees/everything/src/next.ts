import type { Agent } from "./agent.ts";
import { overBudget, wrapUp } from "./budget.ts";
import type { Command } from "./command.ts";
import { readStep } from "./determine-next-step.ts";
import { tooManyErrors } from "./errors.ts";
import { hash } from "./humans.ts";
import { inDoubt } from "./recover.ts";
import type { State } from "./reducer.ts";
import type { StoredStep } from "./thread.ts";

/** Pure: the same state gives the same command, so a resumed thread goes on as if it had never paused. */
export function next(agent: Agent, state: State): Command {
  switch (state.at) {
    case "thinking": {
      if (agent.prefetch && !state.count.prefetched) {
        return { do: "prefetch" };
      }
      const trouble = tooManyErrors(agent, state.count);
      if (trouble) return trouble;
      return overBudget(agent, state.count) ?? { do: "ask_model" };
    }
    case "chosen":
      return wrapUp(take(agent, state.step), state.count);
    case "cleared":
      return take(agent, state.step, state.approved);
    case "running":
      return { do: "recover_tool" };
    case "doubtful":
      return inDoubt(agent, state.step, state.error);
    case "sleeping":
      return { do: "wake_up", until: state.until };
    case "waiting":
    case "resting":
      return { do: "pause" };
    case "delegating":
      return { do: "await_agent", call: state.call };
  }
}

/** A stored step may be older than the code: it has to fit today's schema, and then today's policy. */
function take(agent: Agent, stored: StoredStep, approved?: string): Command {
  const read = readStep(agent, stored);
  if (!read.ok) return { do: "refuse_step", error: read.error };
  const command = agent.route(read.step);
  if (command.do !== "contact_human" || command.question.kind !== "approval") return command;
  // The approved step goes the way of any other; the approval holds for the arguments that were shown.
  const { step = read.step } = command.question;
  return approved === hash(step) ? { do: "run_tool", step } : command;
}
