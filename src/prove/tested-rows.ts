import { comparisonsIn } from "../packs/condition.ts";
import { type PackText, templatesOf } from "../packs/read.ts";
import { partsOf } from "../packs/template-parts.ts";
import type { Row } from "./rows.ts";
import { variablesOf } from "./variables.ts";

/** The fewest rows (nearly) in which any two answers that a pack asks about meet as they can. */
export function testedRows(rows: readonly Row[], pack: PackText): Row[] {
  const asked = askedBy(pack);
  const pairsOf = (row: Row): string[] => {
    const cells = asked.map((question) => question(row));
    return cells.flatMap((left, at) => cells.slice(at).map((right) => `${left} ${right}`));
  };
  const open = new Set(rows.flatMap(pairsOf));
  const chosen: Row[] = rows.slice(0, asked.length === 0 ? 1 : 0);
  while (open.size > 0) {
    const gain = (row: Row): number => pairsOf(row).filter((pair) => open.has(pair)).length;
    const best = rows.reduce((left, right) => (gain(right) > gain(left) ? right : left));
    chosen.push(best);
    for (const pair of pairsOf(best)) open.delete(pair);
  }
  return chosen;
}

type Question = (row: Row) => string;

/** What the conditions of a pack's layers and templates compare, and with what; the rest is all one. */
function askedBy(pack: PackText): Question[] {
  const named = new Map<string, Set<string>>();
  const add = (key: string, value: string): void => {
    named.set(key, (named.get(key) ?? new Set()).add(value));
  };
  for (const { when, offers } of pack.layers) {
    for (const [answer, value] of comparisonsIn(when)) {
      if (answer === "factors") add(`factor ${value}`, "in");
      else add(answer, value);
    }
    if (offers?.kind === "factor") add(`factor ${offers.id}`, "in");
    else if (offers !== undefined) add(offers.kind, offers.id);
  }
  for (const { text } of templatesOf(pack)) {
    const { texts, lists } = variablesOf(partsOf(text));
    for (const id of lists.get("factors") ?? []) add(`factor ${id}`, "in");
    for (const [name, values] of texts) {
      const [kind = "", field = "id"] = name.split(".");
      for (const value of values) if (field === "id") add(kind, value);
    }
  }
  return [...named].map(([key, values]) => (row: Row) => {
    const value = row[key] ?? "";
    return `${key}=${values.has(value) ? value : "another"}`;
  });
}
