import path from "node:path";
import type { Entries } from "./manifest/entries.ts";
import { obtain } from "./obtain.ts";
import { cacheFolder } from "./sources/cache-folder.ts";
import { cacheIn } from "./sources/cache.ts";
import type { SourceHost } from "./sources/source.ts";
import { parseSpec } from "./sources/spec.ts";

/**
 * The files of a pack, not yet looked into: what its author works on. A folder needs no `./` here.
 *
 * @throws UserError when it cannot be had
 */
export async function openPack(typed: string, host: SourceHost): Promise<Entries> {
  const cache = cacheIn(cacheFolder(host.environment), host.files);
  return (await obtain(parseSpec(specOf(typed, host)), cache, false, host)).entries;
}

/** What --pack takes for what an author types. */
export function specOf(typed: string, { files, environment }: SourceHost): string {
  const folder = path.resolve(environment.cwd, typed);
  const isFolder = files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? `file:${folder}` : typed;
}
