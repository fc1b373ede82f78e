import { make } from "covertable";
import type { Factor } from "../catalog.ts";

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

/** Rows in which any three answers (or two, or as many as are asked) that can meet do meet. */
export function coveringRows(choices: Choices, strength: 2 | 3 = 3): Row[] {
  const columns = columnsOf(choices);
  const length = Math.min(strength, Object.keys(columns).length);
  const rows = make(columns, {
    length,
    preFilter: (row: Row) => possible(row, choices),
  });
  // Where answers depend on one another, covertable leaves a few out.
  const tuples = tuplesOf(choices, strength);
  for (let left = missing(tuples, rows, strength); left.length > 0;) {
    rows.push(rowWith(left, tuples, choices));
    left = missing(tuples, rows, strength);
  }
  return rows;
}

/** A row with the first of these tuples, and with as many of the others as fit. */
function rowWith(names: readonly string[], tuples: Tuples, choices: Choices): Row {
  let row: Row = {};
  for (const name of names) {
    const wider = { ...row, ...tuples.get(name) };
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

/** Answers that come together, by their names. */
export type Tuples = ReadonlyMap<string, Row>;

/** Every so many answers that some valid project holds together. */
export function tuplesOf(choices: Choices, strength: number): Tuples {
  const tuples = new Map<string, Row>();
  for (const columns of someOf(Object.entries(columnsOf(choices)), strength)) {
    for (const part of product(columns)) {
      if (possible(part, choices)) tuples.set(nameOf(part), part);
    }
  }
  return tuples;
}

/** The tuples that no row holds. */
export function missing(tuples: Tuples, rows: readonly Row[], strength: number): string[] {
  const held = new Set(
    rows.flatMap((row) =>
      someOf(Object.entries(row), strength).map((cells) => nameOf(Object.fromEntries(cells))),
    ),
  );
  return [...tuples.keys()].filter((tuple) => !held.has(tuple));
}

/** Every way to take so many of a list, in its order. */
function someOf<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((first, at) =>
    someOf(list.slice(at + 1), size - 1).map((rest) => [first, ...rest]),
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
