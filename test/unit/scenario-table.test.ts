import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readJsonSync } from "fs-extra/esm";
import { describe, expect, test } from "vitest";
import { loadPack, plan, render, type PartialAnswers } from "../../src/index.ts";

interface Generated {
  blueprint: string;
  factors: string;
  /** Default xml. */
  contextFormat?: string;
  file: string;
  title: string;
}

interface Ours {
  ours: string;
  title: string;
}

interface Row {
  id: string;
  what: string;
  covered: (Generated | Ours)[];
  /** What is not covered, or not yet. */
  open?: string;
}

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { rows } = readJsonSync(root("docs/scenarios.json")) as { rows: Row[] };
const pack = await loadPack();

/** Every scenario of the guide (G), of its workshop (W), notebook (N) and template (T), and of a2h (A). */
const ids = [
  ...numbered("G", 1, 42),
  ...numbered("W", 0, 12),
  ...numbered("N", 1, 1),
  ...numbered("T", 1, 2),
  ...numbered("A", 1, 5),
];

function numbered(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, n) => `${letter}${first + n}`);
}

describe("the table of scenarios", () => {
  test("has every row once, in order", () => {
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  test("says of every row what covers it, or what is open", () => {
    const silent = rows.filter(({ covered, open }) => covered.length === 0 && open === undefined);
    expect(silent).toEqual([]);
  });

  test.each(rows.filter(({ covered }) => covered.length > 0))(
    "names for $id only what is there",
    ({ covered }) => {
      expect(covered.filter((proof) => !textOf(proof).includes(proof.title))).toEqual([]);
    },
  );

  test("is the page in docs", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [root("scripts/docs-scenarios.mjs"), "--check"],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});

/** The file that a proof names: one of this repository, or of the project of its blueprint and factors. */
function textOf(proof: Generated | Ours): string {
  if ("ours" in proof) return readFileSync(root(proof.ours), "utf8");
  const { title: _title, file, ...answers } = proof;
  const contents = treeOf(answers).get(file)?.contents;
  return typeof contents === "string" ? contents : "";
}

const trees = new Map<string, ReturnType<typeof render>>();

function treeOf(answers: PartialAnswers): ReturnType<typeof render> {
  const key = JSON.stringify(answers);
  const known = trees.get(key) ?? render(plan(answers, [pack]));
  trees.set(key, known);
  return known;
}
