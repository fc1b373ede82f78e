import type { Factor } from "../catalog/catalog.ts";

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

/**
 * Rows in which any three answers (or two, or as many as are asked) that can meet do meet. Those that
 * are begun come first, with the answers that they lack.
 */
export function coveringRows(
  choices: Choices,
  strength: 2 | 3 = 3,
  begun: readonly Row[] = [],
): Row[] {
  const open = new Map(tuplesOf(choices, strength));
  const rows: Row[] = [];
  const add = (start: Row): void => {
    const row = filled(start, open, choices, strength);
    rows.push(row);
    for (const name of namesIn(row, strength)) open.delete(name);
  };
  for (const start of begun) add(start);
  for (const start of open.values()) add(start);
  return rows;
}

/** A row in which each further answer brings as many of these tuples as it can. */
function filled(start: Row, open: Tuples, choices: Choices, strength: number): Row {
  let row = start;
  for (const [key, values] of Object.entries(columnsOf(choices))) {
    if (key in row) continue;
    const around = someOf(Object.entries(row), strength - 1).map((cells) =>
      Object.fromEntries(cells),
    );
    const gain = (value: string): number =>
      around.filter((cells) => open.has(nameOf({ ...cells, [key]: value }))).length;
    const [best] = values
      .filter((value) => possible({ ...row, [key]: value }, choices))
      .map((value) => ({ value, gain: gain(value) }))
      .toSorted((left, right) => right.gain - left.gain);
    if (best !== undefined) row = { ...row, [key]: best.value };
  }
  return row;
}

/** Answers that come together, by their names. */
export type Tuples = ReadonlyMap<string, Row>;

/** Every so many answers that some valid project holds together. */
export function tuplesOf(choices: Choices, strength: number): Tuples {
  const tuples = new Map<string, Row>();
  for (const some of someOf(Object.entries(columnsOf(choices)), strength)) {
    for (const part of product(some)) {
      if (possible(part, choices)) tuples.set(nameOf(part), part);
    }
  }
  return tuples;
}

/** The tuples that no row holds. */
export function missing(tuples: Tuples, rows: readonly Row[], strength: number): string[] {
  const held = new Set(rows.flatMap((row) => namesIn(row, strength)));
  return [...tuples.keys()].filter((tuple) => !held.has(tuple));
}

/** The names of all tuples that a row holds. */
export function namesIn(row: Row, strength: number): string[] {
  return someOf(Object.entries(row), strength).map((cells) => nameOf(Object.fromEntries(cells)));
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
