import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { loadPack, plan, render, type Answers, type PartialAnswers } from "../../src/index.ts";
import { answersOf, choicesOf, flagsOf, runOf } from "../../src/prove/choices.ts";
import { type Texts, textsOf } from "../../src/prove/closed-world.ts";
import { coveringRows, layerSets, missing, tuplesOf } from "../../src/prove/rows.ts";
import { faultsIn } from "../support/closed.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { testsOf, writeAndCheck, type Written } from "../support/proof.ts";

// Every combination of choices is a complete, clean project. What can be chosen is what the catalog
// offers, so a new blueprint, provider or layer is in here as soon as it exists.

const pack = await loadPack();
const catalog = catalogOf([pack]);
const layers = catalog.factors.filter((one) => one.part === "layer");
const sets = layerSets(layers);
const blueprints = catalog.offers.blueprint.map((offer) => offer.id);

interface Case {
  /** The flags that generate it. */
  readonly flags: string;
  readonly answers: Answers;
  readonly texts: Texts;
}

function caseOf(given: PartialAnswers): Case {
  const planned = plan({ ...given, packageManager: given.packageManager ?? "npm" }, [pack]);
  const { answers } = planned;
  return { flags: flagsOf(answers, catalog), answers, texts: textsOf(render(planned)) };
}

const choices = choicesOf(catalog);
const triples = tuplesOf(choices, 3);
const rows = coveringRows(choices);

// ONLY="--factors 6,7 --blueprint calculator": the projects whose flags hold this text.
const only = process.env.ONLY ?? "";
const asked = ({ flags }: Case): boolean => flags.includes(only);

// One blueprint, provider and format a set; the shift keeps each from meeting every second set only.
const turnOf = (list: readonly { id: string }[], index: number): string =>
  list[(index + Math.floor(index / list.length)) % list.length]?.id ?? "";
const oneOfEachSet = sets.map((factors, index) =>
  caseOf({
    factors,
    blueprint: turnOf(catalog.offers.blueprint, index),
    provider: turnOf(catalog.offers.provider, index),
    contextFormat: turnOf(catalog.offers.contextFormat, index),
  }),
);
const covering = rows.map((row) => caseOf(answersOf(row, catalog)));
// Every set with every blueprint: those that have not met yet.
const pairOf = ({ answers }: Case): string => `${answers.factors} ${answers.blueprint}`;
const everyPair = sets.flatMap((factors) =>
  blueprints.map((blueprint) => caseOf({ factors, blueprint })),
);
const met = new Set([...oneOfEachSet, ...covering].map(pairOf));
const rest = everyPair.filter((one) => !met.has(pairOf(one)));
const all = [...oneOfEachSet, ...covering, ...rest];
const tested = oneOfEachSet.filter(asked);
const cases = all.filter(asked);
const named = (list: readonly Case[]) => list.map((one) => [one.flags, one] as const);

const began = Date.now();
let generatedTests = 0;
let projectsTested = 0;
const written = new Map<string, Written>();

beforeAll(async () => {
  const projects = await writeAndCheck(
    cases.map((one) => one.texts),
    temporaryFolder(),
  );
  for (const [index, { flags }] of cases.entries()) {
    const project = projects[index];
    if (project !== undefined) written.set(flags, project);
  }
});

afterAll(() => {
  const covered = triples.size - missing(triples, rows, 3).length;
  process.stdout.write(`
The matrix${only === "" ? "" : `, of which only "${only}"`}:
  ${sets.length} sets of layers with ${blueprints.length} blueprints, and ${rows.length} projects for the other choices
  ${cases.length} projects rendered, parsed, type-checked and linted
  ${projectsTested} projects tested: ${generatedTests} generated tests passed
  ${covered} of ${triples.size} triples of choices covered
  ${Math.round((Date.now() - began) / 1000)} seconds
`);
});

function projectOf({ flags }: Case): Written {
  const project = written.get(flags);
  if (project === undefined) throw new Error(`${flags} was not written.`);
  return project;
}

test("sets that lack what a factor needs are refused, and no others", () => {
  const powerSet = layerSets(layers.map((one) => ({ ...one, needs: [] })));
  const valid = new Set(sets.map(String));
  for (const factors of powerSet.filter((set) => !valid.has(String(set)))) {
    expect(failure(() => plan({ factors }, [pack]))).toMatchObject({ code: "factor_needs" });
  }
});

test("every set of layers meets every blueprint", () => {
  expect(new Set(all.map(pairOf)).size).toBe(sets.length * blueprints.length);
});

test("any three choices that can meet do meet in some project", () => {
  expect(missing(triples, rows, 3)).toEqual([]);
});

describe("a project parses, and what it names exists", () => {
  test.each(named(cases))("%s", (_flags, { texts, answers }) => {
    expect(faultsIn(texts, { answers, run: runOf(answers, catalog) })).toEqual([]);
  });
});

describe("a project has no fault for the compiler, the linter, the formatter", () => {
  test.each(named(cases))("%s", (_flags, one) => {
    expect(projectOf(one).faults).toEqual([]);
  });
});

describe("nothing in a project is unused or undeclared", () => {
  test.each(named(cases))("%s", (_flags, one) => {
    expect(projectOf(one).residue).toEqual([]);
  });
});

test("what is unused, undeclared or wrong would be found, in the project that it is in", async () => {
  const { texts } = caseOf({ factors: [] });
  const agent = texts.get("src/agent.ts") ?? "";
  const manifest = JSON.parse(texts.get("package.json") ?? "{}");
  manifest.dependencies["libsql"] = "0.5.29";
  const spoilt = new Map([
    ...texts,
    ["package.json", JSON.stringify(manifest)],
    [
      "src/agent.ts",
      `import "hono";\n${agent}export function unused(): number {\n  return "";\n}\n`,
    ],
  ]);
  const hono = caseOf({ factors: [6] }).texts;
  const found = await writeAndCheck([texts, spoilt, hono], temporaryFolder());
  expect(found.map(({ faults, residue }) => [faults.length > 0, residue.toSorted()])).toEqual([
    [false, []],
    [
      true,
      [
        expect.stringContaining("dependencies: libsql"),
        expect.stringContaining("exports: unused in src/agent.ts"),
        expect.stringContaining("unlisted: hono"),
      ],
    ],
    [false, []],
  ]);
});

describe.skipIf(tested.length === 0)("the project's own tests pass", () => {
  test.concurrent.each(named(tested))("%s", async (_flags, one) => {
    generatedTests += await testsOf(projectOf(one));
    projectsTested += 1;
    expect(generatedTests).toBeGreaterThan(0);
  });
});
