import path from "node:path";
import { codeOf, explain } from "../host/disk-failure.ts";
import type { Files, Host } from "../host/host.ts";
import { cancelled, UserError } from "../words/errors.ts";
import type { Tree } from "../words/tree.ts";
import { writeInto } from "./into-existing.ts";
import { entryAt, type Target } from "./target.ts";
import { isStale, removeStale, temporaryName } from "./temporary.ts";

export interface WriteOptions {
  readonly intoExisting: boolean;
}

/** Puts the tree on disk, all or nothing. Throws with the target as it was. */
export async function write(
  tree: Tree,
  target: Target,
  host: Host,
  options: WriteOptions,
): Promise<void> {
  const state = stateOf(target, host, options);
  try {
    if (state === "missing") await writeNew(tree, target.path, host);
    else if (state === "empty") await writeInside(tree, target.path, host);
    else await writeInto(tree, target.path, host);
  } catch (error) {
    throw explain(error, target.typed);
  }
}

export type TargetState = "missing" | "empty" | "used";

/**
 * Looks at the target before anything is asked or rendered, and changes nothing. Refuses what cannot
 * become a project.
 */
export function stateOf(target: Target, host: Host, options: WriteOptions): TargetState {
  const { files, environment } = host;
  try {
    const stat = statOf(target.path, files);
    if (stat === undefined) return refuseFileOnTheWay(target, files);
    if (!stat.isDirectory()) throw notAFolder(target, target.path);
    // A repository that was just made is empty in every sense that matters here.
    const entries = files
      .readdirSync(target.path)
      .filter((name) => name !== ".git" && !isStale(name, environment));
    if (entries.length === 0) return "empty";
  } catch (error) {
    throw explain(error, target.typed);
  }
  if (options.intoExisting) return "used";
  throw new UserError({
    code: "directory_not_empty",
    message: `"${target.typed}" is not empty.`,
    fix: "Pick another name, or add --into-existing to add files without overwriting any.",
  });
}

/** Builds the first folder that is missing under a temporary name beside it; one rename makes it real. */
async function writeNew(tree: Tree, target: string, host: Host): Promise<void> {
  const { files, environment, signal } = host;
  const first = firstMissing(target, files);
  const parent = path.dirname(first);
  removeStale(parent, environment, files);
  const temporary = path.join(parent, temporaryName(environment));
  try {
    await writeTree(tree, path.join(temporary, path.relative(first, target)), host);
    await breathe();
    if (signal.aborted) throw cancelled();
    files.renameSync(temporary, first);
  } catch (error) {
    files.rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Where the folder itself has to stay (it may be the working directory): builds inside, moves out. */
async function writeInside(tree: Tree, target: string, host: Host): Promise<void> {
  const { files, environment, signal } = host;
  removeStale(target, environment, files);
  const temporary = path.join(target, temporaryName(environment));
  const moved: string[] = [];
  try {
    await writeTree(tree, temporary, host);
    await breathe();
    if (signal.aborted) throw cancelled();
    for (const name of files.readdirSync(temporary)) {
      refuseTaken(path.join(target, name), files);
      files.renameSync(path.join(temporary, name), path.join(target, name));
      moved.push(name);
    }
    files.rmdirSync(temporary);
  } catch (error) {
    for (const name of moved)
      files.rmSync(path.join(target, name), { recursive: true, force: true });
    files.rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function writeTree(tree: Tree, folder: string, host: Host): Promise<void> {
  const { files, signal } = host;
  const made = new Set<string>();
  let written = 0;
  for (const [name, file] of tree) {
    // Plain concatenation: path.join a hundred times gets optimised, which takes 4 MB.
    const parent = `${folder}/${name.slice(0, Math.max(0, name.lastIndexOf("/")))}`;
    if (!made.has(parent)) files.mkdirSync(parent, { recursive: true });
    made.add(parent);
    // With its encoding named, Node writes a text in one call of its own, and makes no copy.
    const how = { encoding: "utf8", mode: file.mode, flag: "wx" } as const;
    files.writeFileSync(`${folder}/${name}`, file.contents, how);
    written += 1;
    // Signals are only heard between turns of the event loop.
    if (written % 16 === 0) await breathe();
    if (signal.aborted) throw cancelled();
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function firstMissing(target: string, files: Files): string {
  const parent = path.dirname(target);
  return statOf(parent, files) === undefined ? firstMissing(parent, files) : target;
}

function refuseFileOnTheWay(target: Target, files: Files): "missing" {
  const parent = path.dirname(firstMissing(target.path, files));
  if (statOf(parent, files)?.isDirectory() !== true) throw notAFolder(target, parent);
  return "missing";
}

function refuseTaken(full: string, files: Files): void {
  if (entryAt(full, files) === undefined) return;
  throw new UserError({
    code: "directory_not_empty",
    message: `"${full}" appeared while the project was being written.`,
    fix: "Nothing of ours was left there. Run the command again.",
  });
}

function notAFolder(target: Target, full: string): UserError {
  return new UserError({
    code: "not_a_directory",
    message: `"${path.basename(full)}" is a file, so "${target.typed}" cannot be a folder.`,
    fix: "Pick another name.",
  });
}

function statOf(full: string, files: Files): ReturnType<Files["statSync"]> | undefined {
  try {
    return files.statSync(full);
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      if (entryAt(full, files)?.isSymbolicLink() !== true) return undefined;
      throw new UserError({
        code: "not_a_directory",
        message: `"${full}" is a symbolic link that leads nowhere.`,
        fix: "Remove it, or pick another name.",
      });
    }
    // A file where a folder should be: the folder is what is looked at next.
    if (codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}
