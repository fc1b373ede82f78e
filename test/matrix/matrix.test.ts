import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { loadPack, plan, render, type Answers, type PartialAnswers } from "../../src/index.ts";
import { answersOf, choicesOf, flagsOf, runOf } from "../../src/prove/choices.ts";
import { type Texts, textsOf } from "../../src/prove/closed-world.ts";
import { coveringRows, layerSets, missing, type Row, tuplesOf } from "../../src/prove/rows.ts";
import { faultsIn } from "../support/closed.ts";
import { deep } from "../support/deep.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { writeAndCheck, type Written } from "../support/proof.ts";
import { type Ran, runTests } from "../support/run-tests.ts";
import { isYours } from "../support/whose.ts";

// Every combination of choices is a complete, clean project. What can be chosen is what the catalog
// offers, so a new blueprint, provider or layer is in here as soon as it exists. Of a project's own tests
// the engine's run once for each set of layers, its owner's for each set with each blueprint; at night
// all of them run for each set with each provider.

const pack = await loadPack();
const catalog = catalogOf([pack]);
const layers = catalog.factors.filter((one) => one.part === "layer");
const sets = layerSets(layers);

interface Case {
  /** The flags that generate it. */
  readonly flags: string;
  readonly answers: Answers;
  readonly texts: Texts;
  /** Its own tests: those of its owner, and those of the engine. */
  readonly yours: readonly string[];
  readonly engines: readonly string[];
}

function caseOf(given: PartialAnswers): Case {
  const planned = plan({ ...given, packageManager: given.packageManager ?? "npm" }, [pack]);
  const { answers } = planned;
  const tree = render(planned);
  const tests = [...tree].filter(([path]) => path.endsWith(".test.ts"));
  const pathsOf = (some: typeof tests) => some.map(([path]) => path);
  return {
    flags: flagsOf(answers, catalog),
    answers,
    texts: textsOf(tree),
    yours: pathsOf(tests.filter(([path, file]) => isYours(path, file))),
    engines: pathsOf(tests.filter(([path, file]) => !isYours(path, file))),
  };
}

const choices = choicesOf(catalog);
const triples = tuplesOf(choices, 3);

// Every set with every blueprint, or provider; the other answers take turns, and what is still open is
// filled so that any three answers meet in as few projects as possible.
const kind = deep ? "provider" : "blueprint";
const width = catalog.offers[kind].length;
const begun = sets.flatMap((set, at) =>
  catalog.offers[kind].map(({ id }, turn): Row => {
    const turnOf = (list: readonly { id: string }[]): string =>
      list[(at * width + turn) % list.length]?.id ?? "";
    const { blueprint, provider, contextFormat } = catalog.offers;
    return {
      ...Object.fromEntries(
        layers.map(({ number }) => [`factor ${number}`, set.includes(number) ? "in" : "out"]),
      ),
      blueprint: turnOf(blueprint),
      provider: turnOf(provider),
      contextFormat: turnOf(contextFormat),
      [kind]: id,
    };
  }),
);
const rows = coveringRows(choices, 3, begun);
const all = rows.map((row) => caseOf(answersOf(row, catalog)));

// ONLY="--factors 6,7 --blueprint calculator": the projects whose flags hold this text.
const only = process.env.ONLY ?? "";
const cases = all.filter(({ flags }) => flags.includes(only));
const named = (list: readonly Case[]) => list.map((one) => [one.flags, one] as const);

const paired = all.slice(0, begun.length);
const oneOfEachSet = paired.filter((_, at) => at % width === Math.floor(at / width) % width);
const chosen = only === "" ? paired : cases;
const withEngine = new Set(only === "" && !deep ? oneOfEachSet : chosen);
const tested = chosen.map((one) => ({
  ...one,
  tests: withEngine.has(one) ? [...one.yours, ...one.engines] : one.yours,
}));

const began = Date.now();
let generatedTests = 0;

afterAll(() => {
  const covered = triples.size - missing(triples, rows, 3).length;
  process.stdout.write(`
The matrix${only === "" ? "" : `, of which only "${only}"`}:
  ${sets.length} sets of layers with ${width} ${kind}s, and ${rows.length - paired.length} projects for the other choices
  ${cases.length} projects rendered, parsed, type-checked and linted
  ${tested.length} projects tested, ${withEngine.size} of them with their engine: ${generatedTests} generated tests passed
  ${covered} of ${triples.size} triples of choices covered
  ${Math.round((Date.now() - began) / 1000)} seconds
`);
});

test("sets that lack what a factor needs are refused, and no others", () => {
  const powerSet = layerSets(layers.map((one) => ({ ...one, needs: [] })));
  const valid = new Set(sets.map(String));
  for (const factors of powerSet.filter((set) => !valid.has(String(set)))) {
    expect(failure(() => plan({ factors }, [pack]))).toMatchObject({ code: "factor_needs" });
  }
});

test(`every set of layers meets every ${kind}, and the engine is tested with each of them`, () => {
  const pairs = paired.map(({ answers }) => `${answers.factors} ${answers[kind]}`);
  expect(new Set(pairs).size).toBe(sets.length * width);
  expect(new Set(oneOfEachSet.map(({ answers }) => String(answers.factors))).size).toBe(
    sets.length,
  );
  for (const each of ["blueprint", "provider", "contextFormat"] as const)
    expect(new Set(oneOfEachSet.map(({ answers }) => answers[each])).size).toBe(
      catalog.offers[each].length,
    );
});

test("any three choices that can meet do meet in some project", () => {
  expect(missing(triples, rows, 3)).toEqual([]);
});

describe("a project parses, and what it names exists", () => {
  test.each(named(cases))("%s", (_flags, { texts, answers }) => {
    expect(faultsIn(texts, { answers, run: runOf(answers, catalog) })).toEqual([]);
  });
});

describe("a project is looked through, and", () => {
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

  describe("the compiler, the linter and the formatter find no fault", () => {
    test.each(named(cases))("%s", (flags) => {
      expect(written.get(flags)?.faults).toEqual([]);
    });
  });

  describe("nothing in it is unused or undeclared", () => {
    test.each(named(cases))("%s", (flags) => {
      expect(written.get(flags)?.residue).toEqual([]);
    });
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

describe("a project's own tests pass", () => {
  let ran: ReadonlyMap<string, Ran>;
  beforeAll(async () => {
    ran = await runTests(tested, temporaryFolder());
  });

  test.each(named(tested))("%s", (flags) => {
    const { passed, failures } = ran.get(flags) ?? { passed: 0, failures: ["It did not run."] };
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(0);
    generatedTests += passed;
  });
});
