import { factsOf } from "../answers/facts.ts";
import type { Catalog } from "../catalog/catalog.ts";
import {
  applies,
  comparisonsIn,
  type Condition,
  type Facts,
  factsIn,
  optionComparisonsIn,
  optionFact,
} from "../packs/manifest/condition.ts";
import type { Option } from "../packs/manifest/option.ts";
import type { Row } from "./rows.ts";

export interface World {
  readonly catalog: Catalog;
  /** Of the pack whose conditions are looked at. */
  readonly options: readonly Option[];
}

/** What some conditions read, each with every answer that makes a difference to them. */
export type Questions = readonly (readonly [name: string, answers: readonly string[]])[];

/** Stands for every answer that no condition names. Nothing that can be picked is called so. */
const another = "some other";

export function questionsOf(whens: readonly Condition[], { catalog, options }: World): Questions {
  const asked = optionsRead(whens, options);
  const all = [...whens, ...asked.map(({ when }) => when)];
  const { factors = [], ...picked } = grouped(all.flatMap(comparisonsIn));
  // What an offer says of itself is answered by picking it.
  for (const kind of all.flatMap(factsIn).map((fact) => fact.replace(/\..*$/u, "")))
    picked[kind] = [...(picked[kind] ?? []), ...offersOf(kind, catalog)];
  const needed = withNeeds("store" in picked ? [...factors, storing] : factors, catalog);
  return [
    ...Object.entries(picked).map(([kind, ids]) => [kind, unique([...ids, another])] as const),
    ...needed.map((id) => [has(id), isAnatomy(id, catalog) ? ["in"] : ["in", "out"]] as const),
    ...asked.map((option) => [optionFact(option.key), answersTo(option, all)] as const),
  ];
}

/** How many rows there are of all answers to some questions. */
export function rowsOf(questions: Questions): number {
  return questions.reduce((count, [, answers]) => count * answers.length, 1);
}

/** A row of answers beside which all of the conditions hold; undefined, when there is none. */
export function rowWhere(
  whens: readonly Condition[],
  questions: Questions,
  world: World,
): Row | undefined {
  const count = rowsOf(questions);
  for (let at = 0; at < count; at += 1) {
    const row = rowAt(at, questions);
    const facts = possibleFacts(row, world);
    if (facts !== undefined && whens.every((when) => applies(when, facts))) return row;
  }
  return undefined;
}

function rowAt(number: number, questions: Questions): Row {
  let rest = number;
  return Object.fromEntries(
    questions.map(([name, answers]) => {
      const answer = answers[rest % answers.length] ?? "";
      rest = Math.floor(rest / answers.length);
      return [name, answer];
    }),
  );
}

/** What conditions see beside the answers of a row, when nothing forbids these answers. */
function possibleFacts(row: Row, { catalog, options }: World): Facts | undefined {
  const factors = Object.keys(row).flatMap((name) =>
    row[name] === "in" ? name.slice(has("").length) : [],
  );
  const lacking = factors.some((id) => needsOf(id, catalog).some((one) => !factors.includes(one)));
  const stored = row["store"] !== undefined && row["store"] !== another;
  if (lacking || (stored && !factors.includes(storing))) return undefined;
  const picked = Object.entries(row).filter(
    ([name, answer]) => /^\w+$/u.test(name) && answer !== another,
  );
  let facts: Facts = {
    ...factsOf(Object.fromEntries(picked), catalog),
    factors,
  };
  for (const option of options) {
    const text = row[optionFact(option.key)];
    if (text === undefined) continue;
    if (!canBe(text, option, applies(option.when, facts))) return undefined;
    facts = { ...facts, [optionFact(option.key)]: text };
  }
  return facts;
}

/** Whether an option is seen so: where it is not asked, it is empty. */
function canBe(text: string, option: Option, isAsked: boolean): boolean {
  if (!isAsked || option.type === "boolean") return isAsked || text === "";
  return text !== "" || (option.type === "text" && option.default === "");
}

/** The options that conditions read, and those on which it depends whether these are asked. */
function optionsRead(whens: readonly Condition[], options: readonly Option[]): Option[] {
  const read = new Set(whens.flatMap(optionComparisonsIn).map(([key]) => key));
  // An option depends on those before it alone.
  const found = options.toReversed().filter(({ key, when }) => {
    if (read.has(key)) for (const [other] of optionComparisonsIn(when)) read.add(other);
    return read.has(key);
  });
  return found.toReversed();
}

function answersTo(option: Option, whens: readonly (Condition | undefined)[]): string[] {
  switch (option.type) {
    case "boolean":
      return ["true", ""];
    case "choice":
      return [...option.choices.map(({ id }) => id), ""];
    case "text": {
      const { [option.key]: named = [] } = grouped(whens.flatMap(optionComparisonsIn));
      return unique([...named, another, ""]);
    }
  }
}

/** Who keeps something is asked beside this factor alone. */
const storing = "6";

function has(factor: string): string {
  return `factors has ${factor}`;
}

function withNeeds(factors: readonly string[], catalog: Catalog): string[] {
  const all = new Set(factors);
  // What is added on the way is looked at as well.
  for (const id of all) for (const needed of needsOf(id, catalog)) all.add(needed);
  return [...all];
}

function needsOf(factor: string, { factors }: Catalog): string[] {
  return factors.find(({ number }) => String(number) === factor)?.needs.map(String) ?? [];
}

function isAnatomy(factor: string, { factors }: Catalog): boolean {
  return factors.some(({ number, part }) => String(number) === factor && part === "anatomy");
}

function offersOf(kind: string, { offers }: Catalog): string[] {
  const known: Readonly<Record<string, readonly { readonly id: string }[]>> = offers;
  return (known[kind] ?? []).map(({ id }) => id);
}

/** The values of each key, each once. */
function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return Object.fromEntries([...groups].map(([key, values]) => [key, [...values]]));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
