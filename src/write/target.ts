import type { Stats } from "node:fs";
import path from "node:path";
import type { Environment, Files } from "../host/host.ts";
import { UserError } from "../words/errors.ts";
import { nameProblem } from "../words/portable-name.ts";

/** Where a project goes: checked, absolute, not yet looked into. */
export interface Target {
  /** As the user typed it. */
  readonly typed: string;
  readonly path: string;
}

/**
 * A relative directory stays below the working directory, symbolic links included; whoever means
 * another place says so with an absolute path.
 */
export function resolveTarget(typed: string, environment: Environment, files: Files): Target {
  const full = path.resolve(environment.cwd, typed);
  const isAbsolute = path.isAbsolute(typed);
  const segments = isAbsolute ? [path.basename(full)] : typed.split(/[\\/]+/u);
  for (const [index, segment] of segments.entries()) {
    const isStep = segment === "." || segment === ".." || (segment === "" && index > 0);
    const problem = isStep || full === path.parse(full).root ? undefined : nameProblem(segment);
    if (problem !== undefined) throw badName(typed, segment, problem);
  }
  if (!isAbsolute) {
    if (!isBelow(environment.cwd, full)) throw outside(typed, full, "leads outside this folder");
    const real = realOf(full, files);
    if (real === undefined) throw outside(typed, full, "passes a symbolic link that leads nowhere");
    if (!isBelow(files.realpathSync(environment.cwd), real)) {
      throw outside(typed, full, `leads through a symbolic link to ${real}`);
    }
  }
  return { typed, path: full };
}

export function folderNameOf(target: Target, files: Files): string {
  return path.basename(realOf(target.path, files) ?? target.path);
}

/** The real path of a file that may not exist yet: that of its nearest existing ancestor, and the rest. */
function realOf(full: string, files: Files): string | undefined {
  const missing: string[] = [];
  for (let current = full; ; current = path.dirname(current)) {
    if (entryAt(current, files) !== undefined) {
      try {
        return path.join(files.realpathSync(current), ...missing);
      } catch {
        return undefined;
      }
    }
    if (path.dirname(current) === current) return full;
    missing.unshift(path.basename(current));
  }
}

/** What is there, links not followed; nothing also where a file stands in the way. */
export function entryAt(full: string, files: Files): Stats | undefined {
  try {
    return files.lstatSync(full, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

function isBelow(folder: string, full: string): boolean {
  const relative = path.relative(folder, full);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function badName(typed: string, segment: string, problem: string): UserError {
  const where = typed === segment ? "" : ` in ${JSON.stringify(typed)}`;
  return new UserError({
    code: "invalid_directory",
    message: `The name ${JSON.stringify(segment)}${where} ${problem}.`,
    fix: "Pick a name that every system takes, such as my-agent.",
  });
}

function outside(typed: string, full: string, why: string): UserError {
  return new UserError({
    code: "directory_outside",
    message: `"${typed}" ${why}.`,
    fix: `Pick a folder below this one, or say it as an absolute path to mean it: ${full}`,
  });
}
