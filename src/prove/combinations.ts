import { coveringRows, type Row } from "./rows.ts";
import type { Variables } from "./variables.ts";

/** One value for each text, and for each list what is in it. */
export interface Combination {
  /** As a person reads it: `factors has 7, provider.id = openai`. */
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

// Beyond this many, any three values that can meet do meet.
const most = 4096;

/** Every combination of what a template reads; where they are too many, a covering part of them. */
export function combinationsOf({ texts, lists }: Variables): Combination[] {
  const columns: Record<string, readonly string[]> = Object.fromEntries([
    ...[...texts].map(([name, values]) => [name, values] as const),
    ...[...lists].flatMap(([list, items]) =>
      items.map((item) => [`${list} has ${item}`, ["in", "out"]] as const),
    ),
  ]);
  const product = Object.values(columns).reduce((count, values) => count * values.length, 1);
  const rows =
    product > most
      ? coveringRows({ tied: [{}], free: columns })
      : everyRow(Object.entries(columns));
  return rows.map((row) => combinationOf(row, [...texts.keys()], lists));
}

function everyRow(columns: readonly (readonly [string, readonly string[]])[]): Row[] {
  return columns.reduce<Row[]>(
    (rows, [key, values]) =>
      rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  );
}

function combinationOf(row: Row, texts: readonly string[], lists: Variables["lists"]): Combination {
  return {
    name: nameOfCells(row),
    texts: Object.fromEntries(texts.map((key) => [key, row[key] ?? ""])),
    lists: Object.fromEntries(
      [...lists].map(([list, items]) => [
        list,
        items.filter((item) => row[`${list} has ${item}`] === "in"),
      ]),
    ),
  };
}

export function nameOfCells(row: Row): string {
  const cells = Object.entries(row).map(([key, value]) =>
    value === "in" ? key : value === "out" ? `not ${key}` : `${key} = ${JSON.stringify(value)}`,
  );
  return cells.length === 0 ? "any answers" : cells.join(", ");
}
