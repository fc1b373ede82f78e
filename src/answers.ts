import type { Catalog } from "./catalog.ts";
import { UserError } from "./errors.ts";
import { factorNumbers } from "./factor-list.ts";
import { suggestion } from "./nearest.ts";
import { packageNameFrom, readPackageName } from "./package-name.ts";
import type { Offer, OfferKind } from "./packs/pack.ts";

/** Every answer, complete and valid. The keys are the long flags in camel case. */
export interface Answers {
  /** Where the project goes, as the user typed it. It never reaches a generated file. */
  readonly directory: string;
  readonly name: string;
  readonly blueprint: string;
  readonly provider: string;
  /** All factors that are in, the anatomy included, ascending. */
  readonly factors: readonly number[];
  /** Only with factor 6: without it there is nothing to store. */
  readonly store?: string;
  readonly contextFormat: string;
  readonly license: string;
  readonly author: string;
  readonly packageManager: string;
  readonly install: boolean;
  readonly git: boolean;
}

/** What somebody has said so far: flags, an answers file, or prompts. */
export interface PartialAnswers extends Partial<Omit<Answers, "factors">> {
  /** Numbers, or a list such as "all,-10" or "6,7". */
  readonly factors?: readonly number[] | string;
}

export interface Defaults {
  readonly packageManager: string;
  /** The name of the folder that the target is, for `create .`. */
  readonly folderName: string;
}

export interface Completed {
  readonly answers: Answers;
  readonly warnings: readonly string[];
}

/** Earlier sources win: flags, then the answers file, then prompts. */
export function merge(...sources: readonly PartialAnswers[]): PartialAnswers {
  const merged: Record<string, unknown> = {};
  for (const source of sources.toReversed()) {
    for (const [key, value] of Object.entries(source)) {
      if (value !== undefined) merged[key] = value;
    }
  }
  return merged;
}

/** Checks every value that is there against what can be picked, before anybody is asked anything. */
export function checkValues(given: PartialAnswers, catalog: Catalog): void {
  for (const [key, kind, flag] of choices) {
    const value = given[key];
    if (value !== undefined) pick(catalog.offers[kind], value, flag);
  }
  if (given.factors !== undefined) factorNumbers(given.factors, catalog);
  if (given.name !== undefined) readPackageName(given.name);
  if (given.author !== undefined) readAuthor(given.author);
}

/** Fills in the defaults and checks the whole. Refuses what cannot be, naming the flag. */
export function complete(given: PartialAnswers, catalog: Catalog, defaults: Defaults): Completed {
  checkValues(given, catalog);
  const factors = factorNumbers(given.factors ?? "all", catalog);
  const usesStore = factors.includes(6);
  const warnings =
    given.store !== undefined && !usesStore
      ? [`--store has no effect without factor 6: "${given.store}" was left out.`]
      : [];
  const choose = (key: ChoiceKey): string => given[key] ?? defaultOf(key, catalog, defaults);
  const answers: Answers = {
    directory: given.directory ?? defaultAnswers.directory,
    name: given.name ?? packageNameFrom(defaults.folderName),
    blueprint: choose("blueprint"),
    provider: choose("provider"),
    factors,
    ...(usesStore ? { store: choose("store") } : {}),
    contextFormat: choose("contextFormat"),
    license: choose("license"),
    author: readAuthor(given.author ?? defaultAnswers.author),
    packageManager: choose("packageManager"),
    install: given.install ?? defaultAnswers.install,
    git: given.git ?? defaultAnswers.git,
  };
  checkValues(answers, catalog);
  return { answers, warnings };
}

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

/** The default where the packs at hand have it, else the first thing they offer. */
export function defaultOf(
  key: ChoiceKey,
  catalog: Catalog,
  defaults: Pick<Defaults, "packageManager">,
): string {
  const wanted = key === "packageManager" ? defaults.packageManager : defaultAnswers[key];
  const offers = catalog.offers[key];
  return offers.some((offer) => offer.id === wanted) ? wanted : (offers[0]?.id ?? wanted);
}

function pick(offers: readonly Offer[], id: string, flag: string): Offer {
  const found = offers.find((offer) => offer.id === id);
  if (found !== undefined) return found;
  const ids = offers.map((offer) => offer.id);
  throw new UserError({
    code: "unknown_value",
    message: `${flag} does not know "${id}".`,
    fix: suggestion(id, ids, flag.slice(2)),
  });
}

/** Text may be in any script; what a terminal or a parser would act on may not be in it. */
function readAuthor(author: string): string {
  if (
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u.test(author) ||
    !author.isWellFormed()
  ) {
    throw new UserError({
      code: "invalid_author",
      message: `--author holds a control character: ${JSON.stringify(author)}.`,
      fix: "Leave it out.",
    });
  }
  return author;
}
