import { optionsOf } from "../answers/option-names.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { comparisonsIn, conditionsOf, optionsIn } from "../packs/manifest/condition.ts";
import { isTemplate } from "../packs/manifest/pack.ts";
import { type PackText, templatesOf } from "../packs/manifest/read.ts";
import { partsOf } from "../packs/templates/parse.ts";
import { answersTo, set } from "./choices.ts";
import type { Row } from "./rows.ts";
import { variablesOf } from "./variables.ts";

/**
 * The fewest rows (nearly) in which any two answers that a pack asks about meet as they can, and its
 * fragments stand in every file that has their slots.
 */
export function testedRows(rows: readonly Row[], pack: PackText, catalog: Catalog): Row[] {
  const asked = questions(askedBy(pack, catalog));
  const places = questions(placesOf(pack, catalog));
  const wantedOf = (row: Row): string[] => {
    const cells = asked.map((question) => question(row));
    return [
      ...cells.flatMap((left, at) => cells.slice(at).map((right) => `${left} ${right}`)),
      ...places.map((question) => question(row)),
    ];
  };
  const open = new Set(rows.flatMap(wantedOf));
  const chosen: Row[] = rows.slice(0, open.size === 0 ? 1 : 0);
  while (open.size > 0) {
    const gain = (row: Row): number => wantedOf(row).filter((one) => open.has(one)).length;
    const best = rows.reduce((left, right) => (gain(right) > gain(left) ? right : left));
    chosen.push(best);
    for (const one of wantedOf(best)) open.delete(one);
  }
  return chosen;
}

/** What is asked, by the names of columns, and the values that make a difference; the rest is all one. */
type Asked = ReadonlyMap<string, ReadonlySet<string>>;

function questions(asked: Asked): ((row: Row) => string)[] {
  return [...asked].map(([key, values]) => (row) => {
    const value = row[key] ?? "";
    return `${key}=${values.has(value) ? value : "another"}`;
  });
}

/** What the conditions of a pack's layers and templates compare, and with what. */
function askedBy(pack: PackText, catalog: Catalog): Asked {
  const named = new Map<string, Set<string>>();
  const add = (key: string, value: string): void => {
    named.set(key, (named.get(key) ?? new Set()).add(value));
  };
  const addOption = (key: string): void => {
    const wanted = `${pack.name}.${key}`;
    const found = catalog.packs.flatMap(optionsOf).find(({ id }) => id === wanted);
    if (found === undefined) return;
    for (const value of answersTo(found.option)) add(`${set}${wanted}`, value);
  };
  for (const { offers, ...layer } of pack.layers) {
    const conditions = conditionsOf(layer);
    for (const [key, value] of conditions.flatMap(comparisonsIn).map(cellOf)) add(key, value);
    for (const key of conditions.flatMap(optionsIn)) addOption(key);
    if (offers?.kind === "factor") add(`factor ${offers.id}`, "in");
    else if (offers !== undefined) add(offers.kind, offers.id);
  }
  for (const { text } of templatesOf(pack)) {
    const { texts, lists } = variablesOf(partsOf(text));
    for (const id of lists.get("factors") ?? []) add(`factor ${id}`, "in");
    for (const [name, values] of texts) {
      const [kind = "", field = "id"] = name.split(".");
      if (kind === "options") addOption(field);
      else if (field === "id") for (const value of values) add(kind, value);
    }
  }
  return named;
}

/** A comparison of a condition as a cell of a row: its column, and a value. */
function cellOf([answer, value]: [string, string]): [string, string] {
  return answer === "factors" ? [`factor ${value}`, "in"] : [answer, value];
}

/** Whose file has the slots that a pack fills, where more than one file has them: each blueprint's, say. */
function placesOf(pack: PackText, { packs }: Catalog): Asked {
  const layers = packs.flatMap((one) => one.layers);
  const filled = new Set(pack.layers.flatMap(({ fragments }) => fragments.map(({ slot }) => slot)));
  const places = new Map<string, Set<string>>();
  for (const slot of filled) {
    const owners = layers.flatMap((layer) =>
      layer.files
        .filter(({ contents }) => isTemplate(contents) && contents.slots.includes(slot))
        .map((file) => [layer.when, file.when]),
    );
    if (owners.length === 1) continue;
    for (const [key, value] of owners.flat().flatMap(comparisonsIn).map(cellOf))
      places.set(key, (places.get(key) ?? new Set()).add(value));
  }
  return places;
}
