import { applies, type Facts, optionFact, optionText } from "../packs/manifest/condition.ts";
import type { Pack } from "../packs/manifest/pack.ts";
import { UserError } from "../words/errors.ts";
import { findOption, optionsOf, type PackOption } from "./option-names.ts";
import { valueOf } from "./option-value.ts";

/** Answers to the options of packs, by "pack.key". */
export type SetAnswers = Readonly<Record<string, string | boolean>>;

/** What `--set` said, under full names, with switches as booleans. Refuses what cannot be. */
export function readSet(said: SetAnswers, packs: readonly Pack[]): SetAnswers {
  const known = packs.flatMap(optionsOf);
  const set = new Map<string, string | boolean>();
  for (const [name, value] of Object.entries(said)) {
    const { id, option } = findOption(name, known);
    if (set.has(id)) throw saidTwice(id);
    set.set(id, valueOf(id, option, value));
  }
  return Object.fromEntries(set);
}

function saidTwice(id: string): UserError {
  return new UserError({
    code: "invalid_usage",
    message: `--set ${id} was given twice.`,
    fix: "Leave one of them out.",
  });
}

/** The questions that apply and that nobody has answered, in the order in which they are asked. */
export function openOptions(packs: readonly Pack[], facts: Facts, set: SetAnswers): PackOption[] {
  return applying(packs, facts, set).filter(({ id }) => set[id] === undefined);
}

/**
 * Every option that applies with its answer: what was said, else its default.
 *
 * @throws UserError with all that have neither.
 */
export function answerOptions(packs: readonly Pack[], facts: Facts, said: SetAnswers): SetAnswers {
  const set: Record<string, string | boolean> = { ...said };
  const next = () =>
    openOptions(packs, facts, set).find(({ option }) => option.default !== undefined);
  // One at a time: a condition may ask for the answer before it.
  for (let open = next(); open !== undefined; open = next()) {
    set[open.id] = open.option.default ?? "";
  }
  const open = openOptions(packs, facts, set);
  if (open.length > 0) throw missing(open);
  return Object.fromEntries(applying(packs, facts, set).map(({ id }) => [id, set[id] ?? ""]));
}

function missing(open: readonly PackOption[]): UserError {
  return new UserError({
    code: "missing_answers",
    message: `These answers are missing, and have no default: ${open.map(usageOf).join(", ")}.`,
    fix: "Give them.",
    missing: open.map(({ id }) => `--set ${id}`),
  });
}

/** The answers that may be shown and kept, and the keys of those that may not. */
export function withoutSecrets<Of extends { readonly set?: SetAnswers }>(
  answers: Of,
  packs: readonly Pack[],
): { readonly answers: Of; readonly secrets: readonly string[] } {
  const { set } = answers;
  if (set === undefined) return { answers, secrets: [] };
  const hidden = packs
    .flatMap(optionsOf)
    .flatMap(({ id, option }) => (option.type === "text" && option.secret ? [id] : []));
  const shown = Object.entries(set).filter(([id]) => !hidden.includes(id));
  return {
    answers: { ...answers, set: Object.fromEntries(shown) },
    // A secret that was left empty is none.
    secrets: hidden.filter((id) => (set[id] ?? "") !== ""),
  };
}

/** What conditions and templates of a pack see of its options: texts, empty where none applies. */
export function optionTexts({ name, options = [] }: Pack, set: SetAnswers): Record<string, string> {
  return Object.fromEntries(
    options.map(({ key }) => [key, optionText(set[`${name}.${key}`] ?? "")] as const),
  );
}

/** The facts as the conditions of one pack see them. */
export function factsFor(pack: Pack, facts: Facts, set: SetAnswers): Facts {
  const own = Object.entries(optionTexts(pack, set)).map(([key, text]) => [optionFact(key), text]);
  return { ...facts, ...Object.fromEntries(own) };
}

/** How to answer without being asked: `--set acme.registry=<text>`. */
export function usageOf({ id, option }: PackOption): string {
  const choices = option.type === "choice" ? option.choices.map((choice) => choice.id) : [];
  const values = { text: "text", boolean: "true|false", choice: choices.join("|") };
  return `--set ${id}=<${values[option.type]}>`;
}

function applying(packs: readonly Pack[], facts: Facts, set: SetAnswers): PackOption[] {
  return packs.flatMap((pack) => {
    // A condition asks for options before it; the answer to one that does not apply is none.
    const before: Record<string, string | boolean> = {};
    return optionsOf(pack).filter(({ id, option }) => {
      if (!applies(option.when, factsFor(pack, facts, before))) return false;
      const answer = set[id];
      if (answer !== undefined) before[id] = answer;
      return true;
    });
  });
}
