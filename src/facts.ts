import type { Facts } from "./packs/condition.ts";

/** The answers that conditions can ask for. What nobody has said yet is asked for in vain. */
export interface Shaping {
  readonly blueprint?: string;
  readonly provider?: string;
  readonly factors?: readonly number[];
  readonly store?: string;
  readonly contextFormat?: string;
  readonly license?: string;
  readonly packageManager?: string;
}

export function factsOf(answers: Shaping): Facts {
  const { blueprint, provider, store, contextFormat, license, packageManager } = answers;
  const texts = { blueprint, provider, store, contextFormat, license, packageManager };
  const said = Object.entries(texts).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, text] as const],
  );
  return { ...Object.fromEntries(said), factors: (answers.factors ?? []).map(String) };
}
