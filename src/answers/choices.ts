import type { Catalog } from "../catalog/catalog.ts";
import type { OfferKind } from "../packs/manifest/pack.ts";
import { UserError } from "../words/errors.ts";
import { suggestion } from "../words/nearest.ts";

export const defaultAnswers = {
  directory: "my-agent",
  blueprint: "deploybot",
  provider: "openai",
  store: "sqlite",
  contextFormat: "xml",
  license: "MIT",
  author: "",
  install: true,
  git: true,
} as const;

/** The answers that are picked from what the packs offer. */
export type ChoiceKey =
  | "blueprint"
  | "provider"
  | "store"
  | "contextFormat"
  | "license"
  | "packageManager";

const choices: readonly (readonly [ChoiceKey, OfferKind, flag: string])[] = [
  ["blueprint", "blueprint", "--blueprint"],
  ["provider", "provider", "--provider"],
  ["store", "store", "--store"],
  ["contextFormat", "contextFormat", "--context-format"],
  ["license", "license", "--license"],
  ["packageManager", "packageManager", "--package-manager"],
];

/** Refuses what no pack offers, naming the flag. */
export function checkChoices(
  given: { readonly [Key in ChoiceKey]?: string },
  catalog: Catalog,
): void {
  for (const [key, kind, flag] of choices) {
    const value = given[key];
    const ids = catalog.offers[kind].map((offer) => offer.id);
    if (value === undefined || ids.includes(value)) continue;
    throw new UserError({
      code: "unknown_value",
      message: `${flag} does not know "${value}".`,
      fix: suggestion(value, ids, flag.slice(2)),
    });
  }
}

/** The default where the packs at hand have it, else the first thing they offer. */
export function defaultOf(
  key: ChoiceKey,
  catalog: Catalog,
  defaults: { readonly packageManager: string },
): string {
  const wanted = key === "packageManager" ? defaults.packageManager : defaultAnswers[key];
  const offers = catalog.offers[key];
  return offers.some((offer) => offer.id === wanted) ? wanted : (offers[0]?.id ?? wanted);
}
