import { type Catalog, type Factor, factors as guide } from "../catalog/catalog.ts";
import { UserError } from "../words/errors.ts";
import { suggestion } from "../words/nearest.ts";

/**
 * The factors that a list means: numbers, ids, "all", "core", and "-11" to leave one out.
 * A list that only leaves out starts from "all". The anatomy is always in.
 */
export function factorNumbers(list: readonly number[] | string, catalog: Catalog): number[] {
  const words =
    typeof list === "string" ? list.split(",").map((word) => word.trim()) : list.map(String);
  const picked = new Set<number>(numbers(catalog.factors.filter((one) => one.part === "anatomy")));
  const all = numbers(catalog.factors);
  if (words.length > 0 && words.every((word) => word.startsWith("-"))) addAll(picked, all);
  for (const word of words) {
    if (word === "all") addAll(picked, all);
    else if (word === "core") continue;
    else if (word.startsWith("-")) picked.delete(leftOut(word.slice(1), catalog).number);
    else picked.add(find(word, catalog).number);
  }
  return checkNeeds(
    [...picked].toSorted((left, right) => left - right),
    catalog,
  );
}

/** The shortest list that means these factors, for the equivalent command. */
export function factorList(chosen: readonly number[], catalog: Catalog): string {
  const layers = catalog.factors.filter((one) => one.part === "layer");
  const inside = layers.filter((one) => chosen.includes(one.number));
  if (inside.length === layers.length) return "all";
  return inside.length === 0 ? "core" : numbers(inside).join(",");
}

function find(word: string, catalog: Catalog): Factor {
  const found = inGuide(word, catalog);
  if (catalog.factors.includes(found)) return found;
  throw new UserError({
    code: "unknown_factor",
    message: `Factor ${found.number} (${found.title}) does not exist in this version.`,
    fix: `Leave it out. Valid: ${numbers(catalog.factors).join(", ")}, all, core.`,
  });
}

function inGuide(word: string, catalog: Catalog): Factor {
  const found = [...guide, ...catalog.factors].find(
    (one) => String(one.number) === word || one.id === word,
  );
  if (found !== undefined) return found;
  const known = [...catalog.factors.flatMap((one) => [String(one.number), one.id]), "all", "core"];
  throw new UserError({
    code: "unknown_factor",
    message: `--factors does not know "${word}".`,
    fix: suggestion(word, known, "factors"),
  });
}

/** What "-11" leaves out. A layer that this version lacks is out already, which is what was asked. */
function leftOut(word: string, catalog: Catalog): Factor {
  const found = inGuide(word, catalog);
  if (found.part === "layer") return found;
  throw new UserError({
    code: "factor_always_in",
    message: `Factor ${found.number} (${found.title}) cannot be left out: it is part of every agent.`,
    fix: `Layers that can be left out: ${numbers(catalog.factors.filter((one) => one.part === "layer")).join(", ")}.`,
  });
}

function checkNeeds(chosen: number[], catalog: Catalog): number[] {
  for (const one of catalog.factors.filter((factor) => chosen.includes(factor.number))) {
    const lacking = one.needs.filter((need) => !chosen.includes(need));
    const nowhere = lacking.filter(
      (need) => !catalog.factors.some(({ number }) => number === need),
    );
    if (nowhere.length > 0) {
      throw new UserError({
        code: "factor_needs",
        message: `Factor ${one.number} (${one.title}) needs factor ${nowhere.join(" and ")}, which does not exist here.`,
        fix: `Add the pack that has it with --pack, or leave ${one.number} out.`,
      });
    }
    if (lacking.length > 0) {
      throw new UserError({
        code: "factor_needs",
        message: `Factor ${one.number} (${one.title}) needs factor ${lacking.join(" and ")}.`,
        fix: `Add ${lacking.join(",")} to --factors, or leave ${one.number} out too.`,
      });
    }
  }
  return chosen;
}

function numbers(list: readonly Factor[]): number[] {
  return list.map((one) => one.number);
}

function addAll(set: Set<number>, values: readonly number[]): void {
  for (const value of values) set.add(value);
}
