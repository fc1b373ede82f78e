import { createRequire } from "node:module";
import type { Factor } from "../../src/catalog.ts";

/** Every set of layers that no factor's needs forbid. */
export function layerSets(layers: readonly Factor[]): number[][] {
  const all = layers.reduce<number[][]>(
    (sets, { number }) => [...sets, ...sets.map((set) => [...set, number])],
    [[]],
  );
  return all.filter((set) =>
    layers.every(
      ({ number, needs }) => !set.includes(number) || needs.every((one) => set.includes(one)),
    ),
  );
}

/** One value for every question: a row of a table whose columns are the questions. */
export type Row = Readonly<Record<string, string>>;

/** What can be chosen: the questions that depend on one another as whole rows, the others as lists. */
export interface Choices {
  readonly tied: readonly Row[];
  readonly free: Readonly<Record<string, readonly string[]>>;
}

/** Rows in which any three answers that can meet do meet. */
export function coveringRows(choices: Choices): Row[] {
  const columns = columnsOf(choices);
  const make = createRequire(import.meta.url)("covertable").default as (
    columns: Record<string, string[]>,
    options: { length: number; preFilter: (row: Row) => boolean },
  ) => Row[];
  const length = Math.min(3, Object.keys(columns).length);
  const rows = make(columns, { length, preFilter: (row) => possible(row, choices) });
  // Where answers depend on one another, covertable leaves a few triples out.
  const triples = triplesOf(choices);
  for (let left = missing(triples, rows); left.length > 0; left = missing(triples, rows)) {
    rows.push(rowWith(left, triples, choices));
  }
  return rows;
}

/** A row with the first of these triples, and with as many of the others as fit. */
function rowWith(names: readonly string[], triples: Triples, choices: Choices): Row {
  let row: Row = {};
  for (const name of names) {
    const wider = { ...row, ...triples.get(name) };
    const agrees = Object.entries(row).every(([key, value]) => wider[key] === value);
    if (agrees && possible(wider, choices)) row = wider;
  }
  for (const [key, values] of Object.entries(columnsOf(choices))) {
    if (key in row) continue;
    const value = values.find((one) => possible({ ...row, [key]: one }, choices));
    if (value !== undefined) row = { ...row, [key]: value };
  }
  return row;
}

/** Triples of answers by their names. */
export type Triples = ReadonlyMap<string, Row>;

/** Every three answers that some valid project holds together. */
export function triplesOf(choices: Choices): Triples {
  const triples = new Map<string, Row>();
  for (const columns of threeOf(Object.entries(columnsOf(choices)))) {
    for (const part of product(columns)) {
      if (possible(part, choices)) triples.set(nameOf(part), part);
    }
  }
  return triples;
}

/** The triples that no row holds. */
export function missing(triples: Triples, rows: readonly Row[]): string[] {
  const held = new Set(
    rows.flatMap((row) =>
      threeOf(Object.entries(row)).map((cells) => nameOf(Object.fromEntries(cells))),
    ),
  );
  return [...triples.keys()].filter((triple) => !held.has(triple));
}

function threeOf<T>(list: readonly T[]): [T, T, T][] {
  return list.flatMap((first, a) =>
    list
      .slice(a + 1)
      .flatMap((second, b) =>
        list.slice(a + b + 2).map((third): [T, T, T] => [first, second, third]),
      ),
  );
}

function columnsOf({ tied, free }: Choices): Record<string, string[]> {
  const columns: Record<string, string[]> = {};
  for (const row of tied) {
    for (const [key, value] of Object.entries(row)) {
      const values = (columns[key] ??= []);
      if (!values.includes(value)) values.push(value);
    }
  }
  for (const [key, values] of Object.entries(free)) columns[key] = [...values];
  return columns;
}

/** Whether a valid project holds these answers, of which some may still be open. */
// Asked with `in`, because covertable throws at whoever reads an answer that is still open.
function possible(part: Row, { tied }: Choices): boolean {
  return tied.some((row) =>
    Object.entries(row).every(([key, value]) => !(key in part) || part[key] === value),
  );
}

function product(columns: (readonly [string, readonly string[]])[]): Row[] {
  return columns.reduce<Row[]>(
    (rows, [key, values]) =>
      rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  );
}

function nameOf(part: Row): string {
  return Object.keys(part)
    .toSorted()
    .map((key) => `${key}=${part[key]}`)
    .join(" ");
}
