import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outputFileSync, removeSync } from "fs-extra/esm";
import { afterAll } from "vitest";

const mine: string[] = [];
afterAll(() => {
  for (const folder of mine.splice(0)) removeSync(folder);
});

/** A fresh empty folder that goes away with the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-test-"));
  mine.push(folder);
  return folder;
}

/** Writes texts by their paths with slashes, and the folders that they need. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) outputFileSync(join(folder, path), text);
}

export type FilesOnDisk = Record<string, string>;

const notOurs = new Set([".git", "node_modules"]);

/** Every file below a folder, by its path with slashes, as "mode\ncontents". */
export function readTree(folder: string): FilesOnDisk {
  const tree: FilesOnDisk = {};
  for (const path of filesBelow(folder)) {
    const executable = (statSync(join(folder, path)).mode & 0o111) !== 0;
    tree[path] =
      `${executable ? "executable" : "plain"}\n${readFileSync(join(folder, path), "utf8")}`;
  }
  return tree;
}

/** Paths below a folder in order, without what git and a package manager put there. */
export function filesBelow(folder: string, prefix = ""): string[] {
  const paths: string[] = [];
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    if (notOurs.has(entry.name)) continue;
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...filesBelow(folder, path));
    else paths.push(path);
  }
  return paths.toSorted();
}
