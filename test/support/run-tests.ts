import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { manifestOf, type Texts } from "../../src/prove/closed-world.ts";
import { writeTree } from "./folders.ts";
import { run } from "./processes.ts";
import { dependenciesOf } from "./project.ts";

/** A generated project, and which of its own tests are to run. */
export interface Asked {
  /** The flags that generate it. */
  readonly flags: string;
  readonly texts: Texts;
  readonly tests: readonly string[];
}

/** What came of the tests of one project. */
export interface Ran {
  readonly passed: number;
  readonly failures: readonly string[];
}

const config = `export default {
  test: {
    include: ["*/test/**/*.test.ts"],
    isolate: false,
    maxWorkers: ${availableParallelism()},
    setupFiles: ["./setup.mjs"],
    reporters: ["json"],
    outputFile: "results.json",
  },
};
`;

// A test finds its project in the current folder, where `npm test` would have started it.
const setup = `import { expect } from "vitest";
const { testPath } = expect.getState();
process.chdir(testPath.slice(0, testPath.lastIndexOf("/test/")));
`;

/** What vitest says of a test file. */
interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}

// As many as one runner remembers without effort.
const together = 100;

/**
 * Runs tests of many projects as `npm test` does in each, but many at a time: the runner starts once, and
 * every worker loads the dependencies once.
 */
export async function runTests(
  asked: readonly Asked[],
  root: string,
): Promise<ReadonlyMap<string, Ran>> {
  const modules = await dependenciesOf(asked.map(({ texts }) => manifestOf(texts)));
  const ran = new Map<string, Ran>();
  for (let from = 0; from < asked.length; from += together) {
    const some = asked.slice(from, from + together);
    const folder = join(root, String(from));
    const results = await runSome(some, folder, modules);
    for (const [index, { flags, tests }] of some.entries()) {
      const all = tests.map((path) => ranOf(path, results.get(`${index}/${path}`)));
      const passed = all.reduce((sum, one) => sum + one.passed, 0);
      ran.set(flags, { passed, failures: all.flatMap(({ failures }) => failures) });
    }
    rmSync(folder, { recursive: true });
  }
  return ran;
}

/** The results of test files, by `<index of the project>/<path>`. */
async function runSome(
  asked: readonly Asked[],
  root: string,
  modules: string,
): Promise<ReadonlyMap<string, FileResult>> {
  writeTree(root, { "vitest.config.mjs": config, "setup.mjs": setup });
  symlinkSync(modules, join(root, "node_modules"));
  for (const [index, { texts, tests }] of asked.entries()) {
    const folder = join(root, String(index));
    const left = [...texts].filter(([path]) => !path.endsWith(".test.ts") || tests.includes(path));
    writeTree(folder, Object.fromEntries(left));
    symlinkSync(modules, join(folder, "node_modules"));
  }
  const { code, stdout, stderr } = await run(join(modules, ".bin", "vitest"), ["run"], {
    cwd: root,
    env: { ...process.env, CI: "1", NO_COLOR: "1", VITEST: "" },
    limit: 3_000_000,
  });
  const results = resultsIn(root);
  if (results === undefined || (code !== 0 && results.every(({ status }) => status === "passed")))
    throw new Error(`vitest ended with ${code}.\n${stdout}\n${stderr}`);
  return new Map(results.map((one) => [relative(root, one.name), one]));
}

function resultsIn(root: string): readonly FileResult[] | undefined {
  const file = join(root, "results.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).testResults : undefined;
}

function ranOf(path: string, file: FileResult | undefined): Ran {
  if (file === undefined) return { passed: 0, failures: [`${path} did not run.`] };
  const of = (status: string) => file.assertionResults.filter((one) => one.status === status);
  const failures = of("failed").map(
    ({ fullName, failureMessages }) => `${path}: ${fullName}\n${failureMessages.join("\n")}`,
  );
  // A file that could not be loaded has no tests.
  if (file.status === "failed" && failures.length === 0) failures.push(`${path}: ${file.message}`);
  return { passed: of("passed").length, failures };
}
