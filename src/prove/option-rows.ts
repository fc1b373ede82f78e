import { optionsOf } from "../answers/option-names.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { answersTo, asAsked, set } from "./choices.ts";
import { namesIn, type Row } from "./rows.ts";

/**
 * The rows with the options that are asked in them, and more rows: an option that is asked beside some
 * answers only has met others where nobody asks for it.
 */
export function withOptions(rows: readonly Row[], catalog: Catalog): Row[] {
  const columns = catalog.packs
    .flatMap(optionsOf)
    .map(({ id, option }) => [`${set}${id}`, answersTo(option)] as const);
  const first = Object.fromEntries(columns.map(([key, [value = ""]]) => [key, value]));
  const all = rows.map((row) => asAsked(row, catalog));
  const met = new Set(all.flatMap((row) => namesIn(row, 2)));
  // Those that come in on the way are looked at as well: one answer can lead to the next question.
  for (const row of all) {
    for (const [key, values] of columns) {
      if (row[key] === undefined) continue;
      for (const value of values) {
        const other = asAsked({ ...first, ...row, [key]: value }, catalog);
        const fresh = namesIn(other, 2).filter((name) => !met.has(name));
        if (fresh.length > 0) all.push(other);
        for (const name of fresh) met.add(name);
      }
    }
  }
  return all;
}
