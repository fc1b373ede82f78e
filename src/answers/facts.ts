import type { Catalog } from "../catalog/catalog.ts";
import type { Facts } from "../packs/manifest/condition.ts";

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

// Whoever is picked for these may say more of itself than its id.
const telling = ["blueprint", "provider", "store", "packageManager"] as const;

export function factsOf(answers: Shaping, { offers }: Catalog): Facts {
  const { blueprint, provider, store, contextFormat, license, packageManager } = answers;
  const texts = { blueprint, provider, store, contextFormat, license, packageManager };
  const said = Object.entries(texts).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, text] as const],
  );
  const told = telling.flatMap((kind) => {
    const facts = offers[kind].find(({ id }) => id === answers[kind])?.facts ?? {};
    return Object.entries(facts).map(([key, text]) => [`${kind}.${key}`, text] as const);
  });
  const factors = (answers.factors ?? []).map(String);
  return { ...Object.fromEntries([...said, ...told]), factors };
}
