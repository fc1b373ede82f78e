import type { Catalog } from "../catalog/catalog.ts";
import type { Facts } from "../packs/manifest/condition.ts";
import { UserError } from "../words/errors.ts";
import { checkChoices, type ChoiceKey, defaultAnswers, defaultOf } from "./choices.ts";
import { installing } from "./consent.ts";
import { factorNumbers } from "./factor-list.ts";
import { factsOf } from "./facts.ts";
import { answerOptions, readSet, type SetAnswers } from "./options.ts";
import { packageNameFrom, readPackageName } from "./package-name.ts";

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
  /** Where packs besides ours come from, sorted. Only when there are any. */
  readonly packs?: readonly string[];
  /** The options of packs that apply, by "pack.key". Only when there are any. */
  readonly set?: SetAnswers;
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
  // Each of these is an answer of its own.
  const sets = sources.flatMap(({ set }) => (set === undefined ? [] : [set]));
  if (sets.length > 0) merged["set"] = Object.assign({}, ...sets.toReversed()) as SetAnswers;
  return merged;
}

/** The same with the options of packs under their full names. Refuses those that no pack has. */
export function withFullNames(given: PartialAnswers, { packs }: Catalog): PartialAnswers {
  return given.set === undefined ? given : { ...given, set: readSet(given.set, packs) };
}

/** Checks every value that is there against what can be picked, before anybody is asked anything. */
export function checkValues(given: PartialAnswers, catalog: Catalog): void {
  checkChoices(given, catalog);
  if (given.factors !== undefined) factorNumbers(given.factors, catalog);
  if (given.name !== undefined) readPackageName(given.name);
  if (given.author !== undefined) readAuthor(given.author);
  if (given.set !== undefined) readSet(given.set, catalog.packs);
}

/** Fills in the defaults and checks the whole. Refuses what cannot be, naming the flag. */
export function complete(given: PartialAnswers, catalog: Catalog, defaults: Defaults): Completed {
  checkValues(given, catalog);
  const choose = (key: ChoiceKey): string => given[key] ?? defaultOf(key, catalog, defaults);
  const factors = factorNumbers(given.factors ?? "all", catalog);
  const packs = [...new Set(given.packs)].toSorted();
  const shaping = {
    blueprint: choose("blueprint"),
    provider: choose("provider"),
    factors,
    ...(factors.includes(6) ? { store: choose("store") } : {}),
    contextFormat: choose("contextFormat"),
    ...(packs.length === 0 ? {} : { packs }),
  };
  const license = choose("license");
  const packageManager = choose("packageManager");
  const said = readSet(given.set ?? {}, catalog.packs);
  const set = answerOptions(
    catalog.packs,
    factsOf({ ...shaping, license, packageManager }, catalog),
    said,
  );
  const consent = installing(given.install, packageManager, catalog);
  const answers: Answers = {
    directory: given.directory ?? defaultAnswers.directory,
    name: given.name ?? packageNameFrom(defaults.folderName),
    ...shaping,
    ...(Object.keys(set).length === 0 ? {} : { set }),
    license,
    author: readAuthor(given.author ?? defaultAnswers.author),
    packageManager,
    install: consent.install,
    git: given.git ?? defaultAnswers.git,
  };
  checkValues(answers, catalog);
  return { answers, warnings: [...withoutEffect(given, said, answers), ...consent.warnings] };
}

/** What conditions see before everything is said: what nobody is asked for has its default. */
export function factsSaid(said: PartialAnswers, catalog: Catalog): Facts {
  const { factors: list = "all", store, ...others } = said;
  const factors = factorNumbers(list, catalog);
  const kept = store ?? defaultOf("store", catalog, { packageManager: "" });
  return factsOf({ ...others, factors, ...(factors.includes(6) ? { store: kept } : {}) }, catalog);
}

function withoutEffect(
  { store }: PartialAnswers,
  said: SetAnswers,
  { store: kept, set = {} }: Answers,
): string[] {
  const stores = store === undefined || kept !== undefined ? [] : [store];
  const options = Object.keys(said).filter((id) => set[id] === undefined);
  return [
    ...stores.map((id) => `--store has no effect without factor 6: "${id}" was left out.`),
    ...options.map((id) => `--set ${id} has no effect beside the other answers: it was left out.`),
  ];
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
