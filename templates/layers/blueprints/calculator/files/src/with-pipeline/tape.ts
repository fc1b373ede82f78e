import type { Tool } from "./agent.ts";

/** What was really calculated, as on the paper of an adding machine. Put your own ledger behind it. */
export interface Tape {
  /** The same key twice is one line. */
  print(key: string, result: number): Promise<void>;
  shows(result: number): Promise<boolean>;
}

/** A tape that lasts as long as the process. */
export function paper(): Tape {
  const lines = new Map<string, number>();
  return {
    async print(key, result) {
      lines.set(key, result);
    },
    async shows(result) {
      return [...lines.values()].includes(result);
    },
  };
}

/** The same tools, and every number that they return is printed. */
export function onTape(tape: Tape, tools: Record<string, Tool>): Record<string, Tool> {
  const printing = Object.entries(tools).map(([intent, tool]): [string, Tool] => [
    intent,
    {
      ...tool,
      async run(step, call) {
        const result = await tool.run(step, call);
        if (typeof result === "number") await tape.print(call.key, result);
        return result;
      },
    },
  ]);
  return Object.fromEntries(printing);
}
