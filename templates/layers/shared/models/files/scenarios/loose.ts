import { isDeepStrictEqual } from "node:util";

import { act } from "./act.ts";
import { differences, type Ending } from "./differences.ts";
import { moves } from "./moves.ts";
import type { Scenario, Turn } from "./scenario.ts";
import type { Fits, Script, Turns } from "./script.ts";
import { openIn } from "./store.ts";

/** Plays a scenario with the model of the environment, in its own words. Returns where it did not go as it says. */
export async function playLive(scenario: Scenario): Promise<string[]> {
  const ending = await act(scenario, {
    script: openLoose(scenario.turns),
    moves,
    open: (folder, saw) => openIn(folder, saw, process.env),
  });
  return looseDifferences(scenario, ending);
}

/** For a model that says what it likes: every turn is taken when it fits, and need not be. */
function openLoose(turns: Turn[]): Script {
  const left = turns.filter((turn) => !("model" in turn));
  return {
    take<K extends string>(kind: K, fits: Fits<K> = () => true): Turns<K> | undefined {
      const found = left.filter((turn): turn is Turns<K> => kind in turn).find(fits);
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
  const { status, calls = [], contains = [] } = expect;
  const script = JSON.stringify(turns.filter((turn) => "model" in turn));
  const isFree = (text: string) => script.includes(JSON.stringify(text).slice(1, -1));
  return differences(
    {
      status,
      calls: comeInOrder(calls, ending.calls) ? undefined : calls,
      contains: contains.filter((text) => !isFree(text)),
    },
    { ...ending, refused: [] },
  );
}

function comeInOrder(wanted: unknown[], got: unknown[]): boolean {
  let next = 0;
  for (const one of got) if (isDeepStrictEqual(one, wanted[next])) next += 1;
  return next === wanted.length;
}
