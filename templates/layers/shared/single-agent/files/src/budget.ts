import type { Agent } from "./agent.ts";
import type { Command } from "./command.ts";
import type { Count } from "./state.ts";

/** A task takes a few steps: an agent that is not done by then is going in circles. */
export function overBudget({ limits }: Agent, { spent }: Count): Command | undefined {
  if (spent.steps < limits.steps) return undefined;
  return { do: "stop", outcome: "stopped", message: `not done after ${limits.steps} steps` };
}
