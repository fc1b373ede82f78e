import type { Turn } from "./scenario.ts";

export type Turns<K extends string> = Extract<Turn, Record<K, unknown>>;

/** The turns of a scenario, one after the other. What comes out of turn is a problem. */
export function openScript(turns: Turn[]) {
  const problems: string[] = [];
  let next = 0;
  return {
    /** The turn that is due, where it is of this kind and fits. */
    take<K extends string>(kind: K, fits: Fits<K> = () => true): Turns<K> | undefined {
      const due = turns[next];
      if (!due || !isOf(kind, due) || !fits(due)) return undefined;
      next += 1;
      return due;
    },
    /** A turn that is needed and not there. Returns what to say of it. */
    missing(what: string): string {
      const due = next < turns.length ? JSON.stringify(turns[next]) : "none is left";
      problems.push(`turns[${next}]: ${what} is due, but ${due}`);
      return `the script has no ${what} here`;
    },
    problems(): string[] {
      const left = turns.length - next;
      return left === 0 ? problems : [...problems, `turns[${next}]: ${left} not played`];
    },
  };
}

export type Script = ReturnType<typeof openScript>;
export type Fits<K extends string> = (turn: Turns<K>) => boolean;

/** What the script says of a tool that runs now, or the real thing. */
export async function instead(
  script: Script,
  intent: string,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const due = script.take("tool", ({ tool }) => tool.intent === intent)?.tool;
  if (due?.error !== undefined) throw new Error(due.error);
  return due?.result === undefined ? run() : due.result;
}

function isOf<K extends string>(kind: K, turn: Turn): turn is Turns<K> {
  return kind in turn;
}
