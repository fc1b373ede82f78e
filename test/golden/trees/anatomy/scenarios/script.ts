import { isDeepStrictEqual } from "node:util";

import type { Scenario, Turn } from "./scenario.ts";

type Turns<K extends string> = Extract<Turn, Record<K, unknown>>;

/** The turns of a scenario, one after the other. What comes out of turn is a problem. */
export function openScript(turns: Turn[]) {
  const problems: string[] = [];
  let next = 0;

  /** The turn that is due, where it is of this kind and fits. */
  function take<K extends string>(
    kind: K,
    fits: (turn: Turns<K>) => boolean = () => true,
  ): Turns<K> | undefined {
    const due = turns[next];
    if (!due || !isOf(kind, due) || !fits(due)) return undefined;
    next += 1;
    return due;
  }

  return {
    take,
    /** A turn that is needed and not there. Returns what to say of it. */
    missing(what: string): string {
      const due = next < turns.length ? JSON.stringify(turns[next]) : "none is left";
      problems.push(`turns[${next}]: ${what} is due, but ${due}`);
      return `the script has no ${what} here`;
    },
    /** What the script says of this tool, or the real thing. */
    async instead(intent: string, run: () => Promise<unknown>): Promise<unknown> {
      const due = take("tool", ({ tool }) => tool.intent === intent)?.tool;
      if (due?.error !== undefined) throw new Error(due.error);
      return due?.result === undefined ? run() : due.result;
    },
    problems(): string[] {
      const left = turns.length - next;
      return left === 0 ? problems : [...problems, `turns[${next}]: ${left} not played`];
    },
  };
}

function isOf<K extends string>(kind: K, turn: Turn): turn is Turns<K> {
  return kind in turn;
}

/** What was expected and is not so. `contains` is looked for in `windows`. */
export function differences(
  expected: Scenario["expect"],
  actual: Pick<Scenario["expect"], "status" | "events" | "calls">,
  windows: string,
): string[] {
  const { contains = [], ...rest } = expected;
  const differing = (Object.keys(rest) as (keyof typeof rest)[])
    .filter((field) => !isDeepStrictEqual(rest[field], actual[field]))
    .map((field) => `expect.${field}: ${show(rest[field])}, but it is ${show(actual[field])}`);
  const absent = contains
    .filter((text) => !windows.includes(text))
    .map((text) => `expect.contains: ${show(text)} is in no context window`);
  return [...differing, ...absent];
}

function show(value: unknown): string {
  return Array.isArray(value) ? `\n  ${value.map(show).join("\n  ")}\n` : JSON.stringify(value);
}
