import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Texts } from "./closed.ts";
import { manifestOf } from "./closed.ts";
import { run } from "./processes.ts";
import type { Outcome } from "./processes.ts";
import { dependencies } from "./project.ts";

/** A generated project on disk, and what type-checking and linting found in it. */
export interface Written {
  readonly folder: string;
  readonly modules: string;
  readonly faults: string[];
}

// As many as one compiler holds without effort.
const batch = 25;

/**
 * Writes projects below a folder, those with the same dependencies together, and checks and lints
 * them together: what takes a compiler most of its time is then read once.
 */
export async function writeAndCheck(all: readonly Texts[], root: string): Promise<Written[]> {
  const written: Written[] = [];
  const batches = new Map<string, Written[]>();
  for (const [index, texts] of all.entries()) {
    const number = Math.floor(index / batch);
    const place = join(root, `${number}`, dependenciesKey(texts), "projects");
    const folder = join(place, `${index}`);
    writeTexts(folder, texts);
    const project = { folder, modules: await dependencies(folder), faults: [] };
    written.push(project);
    batches.set(place, [...(batches.get(place) ?? []), project]);
  }
  for (const [place, projects] of batches) await checkTogether(place, projects);
  return written;
}

function dependenciesKey(texts: Texts): string {
  const { dependencies: own = {} } = manifestOf(texts);
  return Object.keys(own)
    .toSorted()
    .join("+")
    .replaceAll(/[^\w+-]/g, "_");
}

function writeTexts(folder: string, texts: Texts): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function checkTogether(place: string, projects: readonly Written[]): Promise<void> {
  const [first] = projects;
  if (first === undefined) return;
  symlinkSync(first.modules, join(place, "..", "node_modules"));
  const name = (project: Written): string => project.folder.slice(place.length + 1);
  const folders = projects.map(name);
  writeFileSync(
    join(place, "tsconfig.json"),
    JSON.stringify({
      extends: `./${name(first)}/tsconfig.json`,
      compilerOptions: { rootDir: "." },
      include: folders.flatMap((one) => [`${one}/src`, `${one}/scenarios`, `${one}/test`]),
    }),
  );
  // The steps of the generated check and lint, as long as those are what is generated.
  for (const [tool, ...args] of [
    ["tsc", "--noEmit", "--pretty", "false"],
    ["oxlint", "--deny-warnings", "--format", "unix", ...folders],
    ["oxfmt", "--check", ...folders],
  ] as const) {
    const outcome = await run(join(place, "..", "node_modules", ".bin", tool), args, {
      cwd: place,
      env: process.env,
      limit: 600_000,
    });
    if (outcome.code !== 0) assign(tool, outcome, projects, name);
  }
}

/** Every finding goes to its project; a failure that names none is everybody's. */
function assign(
  tool: string,
  { stdout, stderr }: Outcome,
  projects: readonly Written[],
  name: (project: Written) => string,
): void {
  const lines = `${stdout}\n${stderr}`.split("\n");
  let assigned = false;
  for (const project of projects) {
    const mine = lines.filter((line) => line.replace(/^\.\//, "").startsWith(`${name(project)}/`));
    project.faults.push(...mine.map((line) => `${tool}: ${line}`));
    assigned ||= mine.length > 0;
  }
  if (!assigned)
    for (const project of projects) project.faults.push(`${tool}:\n${lines.join("\n")}`);
}

/** Runs the project's own tests, and says how many there were. */
export async function testsOf({ folder, modules }: Written): Promise<number> {
  link(folder, modules);
  // Several projects are tested at a time, so each has one worker.
  const env = { ...process.env, CI: "1", NO_COLOR: "1", VITEST_MAX_WORKERS: "1", VITEST: "" };
  const { code, stdout, stderr } = await run("npm", ["test"], { cwd: folder, env, limit: 600_000 });
  const passed = /Tests\s+(\d+) passed \(\d+\)/.exec(stdout);
  if (code !== 0 || passed === null) throw new Error(`npm test\n${stdout}\n${stderr}`);
  return Number(passed[1]);
}

const knip = fileURLToPath(new URL("../../node_modules/knip/bin/knip.js", import.meta.url));

/** What nothing in the project uses, or what it uses and does not declare. */
export async function residueIn({ folder, modules }: Written, texts: Texts): Promise<string[]> {
  link(folder, modules);
  const config = `${folder}.knip.json`;
  writeFileSync(config, JSON.stringify(knipConfig(texts)));
  const args = [knip, "--config", config, "--reporter", "json", "--no-config-hints"];
  const { code, stdout, stderr } = await run(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (code !== 0 && code !== 1) return [`knip ended with ${code}\n${stdout}\n${stderr}`];
  const { issues } = JSON.parse(stdout) as { issues: ({ file: string } & Findings)[] };
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      found
        .filter(({ name }) => !(kind === "exports" && usedInside(name, texts.get(file), file)))
        .map(({ name, line }) => `${kind}: ${name} in ${file}${line ? `:${line}` : ""}`),
    ),
  );
}

type Findings = Record<string, { name: string; line?: number }[]>;

/** The small agent of the tests is whole in every project; what else imports of it differs. */
function usedInside(name: string, text: string | undefined, file: string): boolean {
  const uses = text?.match(new RegExp(`\\b${name}\\b`, "g")) ?? [];
  return file === "test/support.ts" && uses.length > 1;
}

function knipConfig(texts: Texts): object {
  const started = Object.values(manifestOf(texts).scripts).flatMap((script) =>
    [...script.matchAll(/node dist\/([\w./-]+)\.js/g)].map(([, path]) => `${path}.ts`),
  );
  // Tests that kill a program start it by its path.
  const programs = [...texts]
    .filter(([path]) => path.endsWith(".test.ts"))
    .flatMap(([, text]) => [...text.matchAll(/\/(test\/[\w-]+)\.js\b/g)])
    .map(([, path]) => `${path}.ts`);
  return {
    entry: [...started, ...programs, "test/**/*.test.ts"],
    project: ["src/**/*.ts", "scenarios/**/*.ts", "test/**/*.ts"],
    // The name of a shape in an exported signature is there for whoever writes the next call.
    ignoreExportsUsedInFile: { interface: true, type: true },
    // A prompt is handed on as the module that it is: `import * as prompt`.
    ignoreIssues: { "src/**/prompt.ts": ["exports"] },
  };
}

function link(folder: string, modules: string): void {
  const target = join(folder, "node_modules");
  try {
    symlinkSync(modules, target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
