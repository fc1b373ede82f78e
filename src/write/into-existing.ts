import path from "node:path";
import type { Files, Host } from "../host/host.ts";
import { cancelled, UserError } from "../words/errors.ts";
import { bytesOf, sameBytes, type Tree } from "../words/tree.ts";
import { entryAt } from "./target.ts";
import { removeStale, temporaryName } from "./temporary.ts";

/**
 * Adds files to a folder that has some, and overwrites none: each is written aside, then linked into
 * place, which fails where something is. What was added is undone on an error or a signal. A kill may
 * leave whole files of ours; the next run accepts identical ones and finishes.
 */
export async function writeInto(tree: Tree, target: string, host: Host): Promise<void> {
  const { files, environment, signal } = host;
  const missing = missingFrom(tree, target, files);
  removeStale(target, environment, files);
  const temporary = path.join(target, temporaryName(environment));
  const added: string[] = [];
  const folders: string[] = [];
  try {
    files.mkdirSync(temporary);
    for (const [name, file] of missing) {
      const aside = path.join(temporary, "file");
      files.writeFileSync(aside, file.contents, { encoding: "utf8", mode: file.mode });
      folders.push(...makeFolders(path.dirname(path.join(target, name)), target, files));
      place(aside, path.join(target, name), files);
      added.push(path.join(target, name));
      files.unlinkSync(aside);
      await new Promise((resolve) => void setImmediate(resolve));
      if (signal.aborted) throw cancelled();
    }
    files.rmdirSync(temporary);
  } catch (error) {
    for (const file of added) files.rmSync(file, { force: true });
    files.rmSync(temporary, { recursive: true, force: true });
    for (const folder of folders.toReversed()) removeEmpty(folder, files);
    throw error;
  }
}

/** The files that are not there yet. Refuses when one is there with other contents. */
function missingFrom(tree: Tree, target: string, files: Files): Tree {
  const missing = new Map(tree);
  const taken: string[] = [];
  for (const [name, file] of tree) {
    const full = path.join(target, name);
    if (!isReachable(name, target, files)) taken.push(name);
    else if (entryAt(full, files) === undefined) continue;
    else if (isSame(full, bytesOf(file.contents), files)) missing.delete(name);
    else taken.push(name);
  }
  if (taken.length === 0) return missing;
  throw new UserError({
    code: "files_exist",
    message: `Already there, with other contents: ${taken.join(", ")}.`,
    fix: "Move them away first, or pick another folder. Nothing was changed.",
  });
}

/** Whether each folder on the way is a folder, or nothing yet: never a file, never a link to elsewhere. */
function isReachable(name: string, target: string, files: Files): boolean {
  const segments = name.split("/").slice(0, -1);
  return segments.every((_segment, index) => {
    const stat = files.lstatSync(path.join(target, ...segments.slice(0, index + 1)), {
      throwIfNoEntry: false,
    });
    return stat === undefined || stat.isDirectory();
  });
}

function isSame(full: string, bytes: Uint8Array, files: Files): boolean {
  return files.lstatSync(full).isFile() && sameBytes(files.readFileSync(full), bytes);
}

function makeFolders(folder: string, target: string, files: Files): string[] {
  if (folder === target || entryAt(folder, files) !== undefined) return [];
  const made = makeFolders(path.dirname(folder), target, files);
  files.mkdirSync(folder);
  return [...made, folder];
}

function place(aside: string, full: string, files: Files): void {
  try {
    files.linkSync(aside, full);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
    // Some disks have no links; this also fails where something is.
    files.copyFileSync(aside, full, 1);
  }
}

function removeEmpty(folder: string, files: Files): void {
  try {
    files.rmdirSync(folder);
  } catch {
    // Somebody else has put something into it meanwhile.
  }
}
