import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { writeJsonSync } from "fs-extra/esm";
import { manifestOf, type Texts } from "../../src/prove/closed-world.ts";
import { compilerConfig } from "../../src/prove/projects.ts";
import { writeTree } from "./folders.ts";
import { run } from "./processes.ts";
import type { Outcome } from "./processes.ts";
import { dependenciesOf } from "./project.ts";

/** A generated project on disk, and what was found in it without running it. */
export interface Written {
  readonly folder: string;
  readonly texts: Texts;
  /** What the compiler, the linter and the formatter say. */
  readonly faults: string[];
  /** What nothing in the project uses, or what it uses and does not declare. */
  readonly residue: string[];
}

// As many as one compiler holds without effort.
const batch = 25;

/**
 * Writes projects below a folder, and looks through a batch of them at a time: what takes the tools most
 * of their time is then read once. All have the same modules; that each declares what it uses is knip's
 * to find out.
 */
export async function writeAndCheck(all: readonly Texts[], root: string): Promise<Written[]> {
  const modules = await dependenciesOf(all.map(manifestOf));
  const placeOf = (index: number): string => join(root, `${Math.floor(index / batch)}`, "projects");
  const written = all.map((texts, index): Written => {
    const folder = join(placeOf(index), `${index}`);
    writeTree(folder, Object.fromEntries(texts));
    return { folder, texts, faults: [], residue: [] };
  });
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < written.length) {
      const from = next;
      next += batch;
      const place = placeOf(from);
      const projects = written.slice(from, next);
      symlinkSync(modules, join(place, "..", "node_modules"));
      await checkTogether(place, projects);
      await findResidue(place, projects);
    }
  };
  await Promise.all([work(), work()]);
  return written;
}

async function checkTogether(place: string, projects: readonly Written[]): Promise<void> {
  const name = (project: Written): string => project.folder.slice(place.length + 1);
  const folders = projects.map(name);
  writeJsonSync(join(place, "tsconfig.json"), compilerConfig(folders));
  // The steps of the generated check and lint, as long as those are what is generated.
  for (const [tool, ...args] of [
    // Two batches are checked at a time, each on its own processor.
    ["tsc", "--noEmit", "--pretty", "false", "--checkers", "1"],
    ["oxlint", "--deny-warnings", "--format", "unix", ...folders],
    ["oxfmt", "--check", ...folders, "!**/.12-factor/lock.json"],
  ] as const) {
    const outcome = await run(join(place, "..", "node_modules", ".bin", tool), args, {
      cwd: place,
      env: { ...process.env, NO_COLOR: "1" },
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
  // In CI oxfmt prints colours, whatever NO_COLOR says.
  const lines = stripVTControlCharacters(`${stdout}\n${stderr}`).split("\n");
  let assigned = false;
  for (const project of projects) {
    const mine = lines.filter((line) => line.replace(/^\.\//, "").startsWith(`${name(project)}/`));
    project.faults.push(...mine.map((line) => `${tool}: ${line}`));
    assigned ||= mine.length > 0;
  }
  if (!assigned)
    for (const project of projects) project.faults.push(`${tool}:\n${lines.join("\n")}`);
}

const knip = fileURLToPath(new URL("../../node_modules/knip/bin/knip.js", import.meta.url));

/** The projects as the workspaces of one, so that knip starts once. */
async function findResidue(place: string, projects: readonly Written[]): Promise<void> {
  const root = join(place, "..");
  const name = ({ folder }: Written): string => folder.slice(root.length + 1);
  const workspaces = projects.map(name);
  const config = {
    workspaces: Object.fromEntries(projects.map((one) => [name(one), knipConfig(one.texts)])),
    // The name of a shape in an exported signature is there for whoever writes the next call.
    ignoreExportsUsedInFile: { interface: true, type: true },
    // A prompt is handed on as the module that it is: `import * as prompt`.
    ignoreIssues: { "projects/*/src/**/prompt.ts": ["exports"] },
  };
  writeJsonSync(join(root, "package.json"), { name: "all-of-them", private: true, workspaces });
  writeJsonSync(join(root, "knip.json"), config);
  const args = [knip, "--config", "knip.json", "--reporter", "json", "--no-config-hints"];
  const { code, stdout, stderr } = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
    limit: 600_000,
  });
  // Below a manifest with workspaces npm runs no script of projects that share a name.
  rmSync(join(root, "package.json"));
  if (code !== 0 && code !== 1) throw new Error(`knip ended with ${code}\n${stdout}\n${stderr}`);
  const { issues } = JSON.parse(stdout) as { issues: ({ file: string } & Findings)[] };
  for (const { file: path, ...kinds } of issues) {
    const owner = projects.find((one) => path.startsWith(`${name(one)}/`));
    if (owner === undefined) throw new Error(`knip found something in ${path}`);
    const file = path.slice(name(owner).length + 1);
    const found = Object.entries(kinds).flatMap(([kind, list]) =>
      list
        .filter((one) => !(kind === "exports" && usedInside(one.name, owner.texts.get(file), file)))
        .map((one) => `${kind}: ${one.name} in ${file}${one.line ? `:${one.line}` : ""}`),
    );
    owner.residue.push(...found);
  }
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
  };
}
