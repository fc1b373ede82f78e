import { describe, expect, test } from "vitest";
import { factorList, factorNumbers } from "../../src/answers/factor-list.ts";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { smallCatalog, smallPack } from "../support/packs.ts";
import { failure } from "../support/failure.ts";

const anatomy = [1, 2, 3, 4, 5, 8, 12];
const layersIn = (list: readonly number[] | string): number[] =>
  factorNumbers(list, smallCatalog).filter((number) => !anatomy.includes(number));

describe("a list of factors", () => {
  const cases: [list: readonly number[] | string, layers: number[]][] = [
    ["all", [6, 7, 11]],
    ["core", []],
    ["6", [6]],
    ["7, 6", [6, 7]],
    ["6,6,1", [6]],
    ["humans", [7]],
    ["pause-resume,triggers", [6, 11]],
    ["-7", [6, 11]],
    ["-7,-11", [6]],
    ["all,-11", [6, 7]],
    ["-humans", [6, 11]],
    ["core,7", [7]],
    [[6], [6]],
    [[], []],
  ];
  test.each(cases)("%j means the layers %j", (list, layers) => {
    expect(layersIn(list)).toEqual(layers);
  });

  test("always has the anatomy, in ascending order", () => {
    expect(factorNumbers("7,6", smallCatalog)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 12]);
  });

  test("may leave out a layer that this version does not have", () => {
    expect(layersIn("all,-13")).toEqual([6, 7, 11]);
  });
});

describe("a list is refused", () => {
  const cases: [list: readonly number[] | string, code: string, message: string][] = [
    ["14", "unknown_factor", '--factors does not know "14".'],
    ["humens", "unknown_factor", '--factors does not know "humens".'],
    ["", "unknown_factor", '--factors does not know "".'],
    ["6,,7", "unknown_factor", '--factors does not know "".'],
    [[6.5], "unknown_factor", '--factors does not know "6.5".'],
    ["constructor", "unknown_factor", '--factors does not know "constructor".'],
    ["13", "unknown_factor", "Factor 13 (Pre-fetch context) does not exist in this version."],
    [
      "-3",
      "factor_always_in",
      "Factor 3 (Own your context window) cannot be left out: it is part of every agent.",
    ],
    ["11", "factor_needs", "Factor 11 (Trigger from anywhere) needs factor 6."],
    ["-6", "factor_needs", "Factor 11 (Trigger from anywhere) needs factor 6."],
  ];
  test.each(cases)("%j: %s", (list, code, message) => {
    expect(failure(() => factorNumbers(list, smallCatalog))).toMatchObject({
      code,
      message,
      exit: 2,
    });
  });
});

test("there are 48 valid sets of layers when all six exist", () => {
  const layers = [6, 7, 9, 10, 11, 13];
  const offers = layers.map((number) => ({
    ...smallPack.layers[0],
    id: `f${number}`,
    pack: "all",
    order: 1,
    files: [],
    fragments: [],
    offers: { kind: "factor" as const, id: String(number), title: "", hint: "", facts: {} },
  }));
  const catalog = catalogOf([{ ...smallPack, layers: offers }]);
  const sets = Array.from({ length: 64 }, (_, bits) =>
    layers.filter((_layer, bit) => bits & (1 << bit)),
  );
  const valid = sets.filter((set) => {
    try {
      return factorNumbers(set, catalog).length === 7 + set.length;
    } catch {
      return false;
    }
  });
  expect(valid).toHaveLength(48);
});

test.each(["all", "core", "6", "6,7", "7"])("%j is written back as it was", (list) => {
  expect(factorList(factorNumbers(list, smallCatalog), smallCatalog)).toBe(list);
});
