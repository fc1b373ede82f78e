import path from "node:path";
import { outputFile, outputJson } from "fs-extra/esm";
import type { Host } from "../host/host.ts";
import { UserError } from "../words/errors.ts";
import { manifestOf, type Texts } from "./closed-world.ts";

/** A whole project of the covering rows, and what is wrong with it. */
export interface Project {
  /** The flags that generate it. */
  readonly flags: string;
  readonly texts: Texts;
  /** Whether the pack adds something to it. */
  readonly applies: boolean;
  /** Whether its own tests are run too: they take most of the time. */
  readonly tested: boolean;
}

/**
 * Installs what any of the projects needs, once. One compiler then looks at all of them, and those that
 * are tested run their own `check`, `lint` and `test`. Nothing of a dependency runs while it is installed.
 *
 * @throws UserError when the dependencies cannot be installed.
 */
export async function checkProjects(
  projects: readonly Project[],
  folder: string,
  host: Host,
  progress: (text: string) => void,
): Promise<string[]> {
  progress("Installing what the projects need...");
  await install(projects, folder, host);
  for (const [index, { texts }] of projects.entries()) {
    const place = placeOf(folder, index);
    for (const [name, text] of texts) await outputFile(path.join(place, name), text);
  }
  progress(`Compiling ${projects.length} projects...`);
  const faults = await compile(projects, folder, host);
  for (const [index, project] of projects.entries()) {
    if (!project.tested) continue;
    progress(`Testing ${project.flags}`);
    const modules = path.join(placeOf(folder, index), "node_modules");
    host.files.symlinkSync(path.join(folder, "node_modules"), modules, "junction");
    for (const script of ["check", "lint", "test"]) {
      const args = ["run", "--silent", script];
      const { ok, output } = await host.exec({
        file: "npm",
        args,
        cwd: placeOf(folder, index),
        env: quiet,
      });
      if (!ok) faults.push(`npm run ${script} fails with ${project.flags}\n${indented(output)}`);
    }
  }
  return faults;
}

function placeOf(folder: string, index: number): string {
  return path.join(folder, "projects", String(index));
}

/** All at once, which is a tenth of the work of one after the other. */
async function compile(
  projects: readonly Project[],
  folder: string,
  host: Host,
): Promise<string[]> {
  const config = compilerConfig(projects.map((_, index) => `projects/${index}`));
  await outputJson(path.join(folder, "tsconfig.json"), config);
  const args = ["exec", "--", "tsc", "--noEmit", "--pretty", "false"];
  const { ok, output } = await host.exec({ file: "npm", args, cwd: folder, env: quiet });
  if (ok) return [];
  const errors = output.split("\n").filter((line) => line.trim() !== "");
  const byFault = new Map<string, string[]>();
  for (const error of errors) {
    const [, index, rest] = /^projects\/(\d+)\/(.*)$/u.exec(error) ?? [];
    const flags = projects[Number(index)]?.flags;
    const fault = rest ?? error;
    byFault.set(fault, [...(byFault.get(fault) ?? []), ...(flags === undefined ? [] : [flags])]);
  }
  return [...byFault].map(([fault, flags]) => faultText(fault, flags));
}

/** What makes one compiler look at the code of several projects, each in a folder. */
export function compilerConfig(folders: readonly string[]): object {
  return {
    extends: `./${folders[0]}/tsconfig.json`,
    compilerOptions: { rootDir: "." },
    include: folders.flatMap((one) => [`${one}/src`, `${one}/scenarios`, `${one}/test`]),
  };
}

/** A fault once, with one of the projects that have it. */
export function faultText(fault: string, [first, ...others]: readonly string[]): string {
  return first === undefined
    ? fault
    : `${fault}\n    in ${others.length + 1} of the projects, as with ${first}`;
}

// Settings of whoever runs us are not those of the projects.
const quiet = { CI: "1", NO_COLOR: "1", FORCE_COLOR: undefined, VITEST: undefined };

async function install(projects: readonly Project[], folder: string, host: Host): Promise<void> {
  const union = (kind: "dependencies" | "devDependencies"): Record<string, string> =>
    Object.assign({}, ...projects.map(({ texts }) => manifestOf(texts)[kind] ?? {}));
  const manifest = {
    private: true,
    dependencies: union("dependencies"),
    devDependencies: union("devDependencies"),
  };
  await outputJson(path.join(folder, "package.json"), manifest);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  const { ok, missing, output } = await host.exec({ file: "npm", args, cwd: folder, env: quiet });
  if (ok) return;
  throw new UserError({
    code: "install_failed",
    message: missing
      ? "npm is not there, and the dependencies of the projects are installed with it."
      : `The dependencies of the projects cannot be installed:\n${indented(output)}`,
    fix: "Install Node with npm and look at the network, or leave the projects out with --no-projects.",
    exit: 1,
  });
}

function indented(output: string): string {
  const lines = output.trim().split("\n");
  const shown = lines.length > 40 ? [...lines.slice(0, 20), "...", ...lines.slice(-20)] : lines;
  return shown.map((line) => `    ${line}`).join("\n");
}
