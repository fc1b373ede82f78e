import { isDeepStrictEqual } from "node:util";

import { absent, listDifference, statusDifference, type Ending } from "./differences.ts";
import type { Scenario, Turn } from "./scenario.ts";
import { isOf, type Fits, type Script, type Turns } from "./script.ts";

/** For a model that says what it likes: every turn is taken when it fits, and need not be. */
export function openLoose(turns: Turn[]): Script {
  const left = turns.filter((turn) => !("model" in turn));
  return {
    take<K extends string>(kind: K, fits: Fits<K> = () => true): Turns<K> | undefined {
      const found = left.find((turn): turn is Turns<K> => isOf(kind, turn) && fits(turn));
      if (found) left.splice(left.indexOf(found), 1);
      return found;
    },
    missing: (what) => `the script has no ${what}`,
    problems: () => [],
  };
}

/**
 * The differences where the words of the model are its own: other steps may have come between, and what
 * only the model of the script says need not be said.
 */
export function looseDifferences({ turns, expect }: Scenario, ending: Ending): string[] {
  const { calls = [], contains } = expect;
  const script = JSON.stringify(turns.filter((turn) => "model" in turn));
  const isFree = (text: string) => script.includes(JSON.stringify(text).slice(1, -1));
  return [
    ...statusDifference(expect, ending),
    ...(comeInOrder(calls, ending.calls)
      ? []
      : listDifference("expect.calls", calls, ending.calls)),
    ...absent(
      contains?.filter((text) => !isFree(text)),
      ending.windows,
    ),
  ];
}

function comeInOrder(wanted: unknown[], got: unknown[]): boolean {
  let next = 0;
  for (const one of got) if (isDeepStrictEqual(one, wanted[next])) next += 1;
  return next === wanted.length;
}
