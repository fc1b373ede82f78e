import type { Answers } from "../answers/answers.ts";
import { optionTexts } from "../answers/options.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Offer } from "../packs/manifest/pack.ts";

/** What the templates of each pack may read, by its name: the answers, and its own options. */
export type Contexts = ReadonlyMap<string, object>;

/** Frozen, without prototypes, and every scalar a string: Handlebars would add up adjacent numbers. */
export function contextsOf(answers: Answers, catalog: Catalog, version: string): Contexts {
  const shared = sharedBy(answers, catalog, version);
  return new Map(
    catalog.packs.map((pack) => {
      const options = plain(optionTexts(pack, answers.set ?? {}));
      return [pack.name, plain({ ...shared, options })];
    }),
  );
}

function sharedBy(answers: Answers, catalog: Catalog, version: string): Record<string, unknown> {
  const offer = (
    kind: "blueprint" | "provider" | "store" | "packageManager",
    id: string | undefined,
  ): object => plain(offerFacts(catalog.offers[kind].find((one) => one.id === id)));
  return {
    name: answers.name,
    author: answers.author,
    license: answers.license,
    contextFormat: answers.contextFormat,
    version,
    factors: Object.freeze(answers.factors.map(String)),
    blueprint: offer("blueprint", answers.blueprint),
    provider: offer("provider", answers.provider),
    store: offer("store", answers.store),
    packageManager: offer("packageManager", answers.packageManager),
  };
}

function offerFacts(offer: Offer | undefined): Record<string, string> {
  return offer === undefined
    ? { id: "" }
    : { ...offer.facts, id: offer.id, title: offer.title, hint: offer.hint };
}

function plain(entries: Record<string, unknown>): object {
  // Strict mode puts the object into its message when a name is missing, so it has to have a name.
  const base = Object.create(null, {
    [Symbol.toPrimitive]: { value: () => "the answers" },
  }) as object;
  return Object.freeze(Object.assign(base, entries));
}
