import type { Environment } from "../host/host.ts";

/** Whether somebody is there to answer: two terminals, and no sign that a program sits at them. */
export async function isInteractive(
  flags: {
    readonly yes: boolean;
    readonly json: boolean;
    readonly answersFile?: string | undefined;
  },
  environment: Environment,
): Promise<boolean> {
  if (flags.yes || flags.json || flags.answersFile === "-" || isCi(environment.env["CI"]))
    return false;
  if (!environment.isTerminal(0) || !environment.isTerminal(1)) return false;
  return !(await isAssistant());
}

function isCi(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false"].includes(value.toLowerCase());
}

// Coding assistants run commands in a pseudo-terminal and mark its environment. The names left out
// here are also set in terminals and editors where a person types.
async function isAssistant(): Promise<boolean> {
  const { detectAgent } = await import("std-env");
  const { name } = detectAgent();
  return name !== undefined && !["devin", "goose", "kiro", "pi", "replit"].includes(name);
}
