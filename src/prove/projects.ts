import path from "node:path";
import { UserError } from "../errors.ts";
import type { Host } from "../host.ts";
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
 * Installs what any of the projects needs, once, and lets each project check itself: its own `check` and
 * `lint`, and where that is asked for its tests. Nothing of a dependency runs while it is installed.
 *
 * @throws UserError when the dependencies cannot be installed.
 */
export async function checkProjects(
  projects: readonly Project[],
  folder: string,
  host: Host,
  progress: (done: number, project: Project) => void,
): Promise<string[]> {
  await install(projects, folder, host);
  const faults: string[] = [];
  for (const [index, project] of projects.entries()) {
    progress(index, project);
    const at = path.join(folder, "projects", String(index));
    writeTexts(at, project.texts, host);
    for (const script of ["check", "lint", ...(project.tested ? ["test"] : [])]) {
      const run = await host.exec({
        file: "npm",
        args: ["run", "--silent", script],
        cwd: at,
        env: quiet,
      });
      if (!run.ok) faults.push(`${project.flags}\n  npm run ${script}:\n${indented(run.output)}`);
    }
    host.files.rmSync(at, { recursive: true, force: true });
  }
  return faults;
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
  host.files.mkdirSync(folder, { recursive: true });
  host.files.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
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

function writeTexts(folder: string, texts: Texts, { files }: Host): void {
  for (const [name, text] of texts) {
    const full = path.join(folder, name);
    files.mkdirSync(path.dirname(full), { recursive: true });
    files.writeFileSync(full, text);
  }
}

function indented(output: string): string {
  const lines = output.trim().split("\n");
  const shown = lines.length > 40 ? [...lines.slice(0, 20), "...", ...lines.slice(-20)] : lines;
  return shown.map((line) => `    ${line}`).join("\n");
}
