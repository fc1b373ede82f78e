import { describe, expect, test } from "vitest";
import { factors } from "../../src/catalog/catalog.ts";
import { coveringRows, layerSets, missing, tuplesOf, type Choices } from "../../src/prove/rows.ts";

const choices: Choices = {
  tied: [
    { six: "on", store: "sqlite" },
    { six: "on", store: "files" },
    { six: "off", store: "none" },
  ],
  free: { blueprint: ["a", "b", "c"], license: ["MIT", "none"] },
};

describe("sets of layers", () => {
  test("hold no factor without what it needs", () => {
    const layers = factors.filter((one) => one.part === "layer");
    const sets = layerSets(layers);
    expect(sets).toHaveLength(48);
    expect(sets).toContainEqual([]);
    expect(sets).toContainEqual([6, 7, 9, 10, 11, 13]);
    expect(sets.filter((set) => set.includes(11) && !set.includes(6))).toEqual([]);
  });
});

describe("three answers that can meet", () => {
  const triples = tuplesOf(choices, 3);
  const rows = coveringRows(choices);

  test("are counted without those that cannot", () => {
    // six, store: 3 pairs; with each blueprint 9, with each license 6; then 2 and 3 values of one of
    // the tied with every pair of blueprint and license.
    expect(triples.size).toBe(9 + 6 + 2 * 6 + 3 * 6);
    expect([...triples.keys()]).toContain("blueprint=a six=off store=none");
    expect([...triples.keys()]).not.toContain("blueprint=a six=off store=sqlite");
  });

  test("do meet in the rows that are chosen", () => {
    expect(rows.length).toBeLessThanOrEqual(3 * 3 * 2);
    expect(missing(triples, rows, 3)).toEqual([]);
  });

  test("do meet where answers depend on one another in several ways", () => {
    const onOff = ["in", "out"].flatMap((a) => ["in", "out"].map((b) => ({ a, b })));
    const hard: Choices = {
      tied: onOff.map((row) => ({ ...row, store: row.a === "in" ? "sqlite" : "none" })),
      free: { provider: ["p", "q"], manager: ["1", "2", "3", "4", "5"], license: ["x", "y", "z"] },
    };
    const list = coveringRows(hard);
    expect(missing(tuplesOf(hard, 3), list, 3)).toEqual([]);
    const { tied } = hard;
    const valid = ({ a, b, store }: (typeof list)[number]) =>
      tied.some((row) => row["a"] === a && row["b"] === b && row["store"] === store);
    expect(list.filter((row) => !valid(row))).toEqual([]);
  });

  test("and so do two, with fewer rows, where two are asked for", () => {
    const pairs = coveringRows(choices, 2);
    expect(missing(tuplesOf(choices, 2), pairs, 2)).toEqual([]);
    expect(pairs.length).toBeLessThan(rows.length);
  });

  test("are missed when a row that alone holds them is gone", () => {
    const gone = rows.map((_, index) => missing(triples, rows.toSpliced(index, 1), 3));
    expect(gone.some((list) => list.length > 0)).toBe(true);
    expect(missing(triples, [], 3)).toHaveLength(triples.size);
  });
});
