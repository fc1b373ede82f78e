import type { Agent } from "./agent.ts";
import type { Command } from "./command.ts";
import { choice } from "./humans.ts";
import type { Count } from "./state.ts";

/** Factor 10. A task that has used up what it may cost goes no further by itself. */
export function overBudget({ limits }: Agent, { spent }: Count): Command | undefined {
  const minutes = spent.ms / 60_000;
  const over =
    (spent.steps >= limits.steps && `${spent.steps} steps`) ||
    (spent.tokens >= limits.tokens && `${spent.tokens} tokens`) ||
    (minutes >= limits.minutes && `${Math.round(minutes)} minutes`);
  if (!over) return undefined;
  const question = `This task has used ${over}, which is its budget. Raise it, wrap up, or stop?`;
  return {
    do: "contact_human",
    question: choice("budget", question, ["raise", "wrap up", "stop"]),
  };
}

/** Told to wrap up, the agent may only say how things stand. */
export function wrapUp(command: Command, { spent }: Count): Command {
  if (!spent.wrappingUp || command.do === "stop") return command;
  return { do: "stop", outcome: "stopped", message: "told to wrap up, and chose to go on" };
}
