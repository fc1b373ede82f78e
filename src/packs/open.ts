import path from "node:path";
import { cacheIn } from "./cache.ts";
import { cacheFolder } from "./cache-folder.ts";
import type { Entries } from "./entries.ts";
import { obtain } from "./obtain.ts";
import type { SourceHost } from "./sources/source.ts";
import { parseSpec } from "./spec.ts";

/**
 * The files of a pack, not yet looked into: what its author works on. A folder needs no `./` here.
 *
 * @throws UserError when it cannot be had
 */
export async function openPack(typed: string, host: SourceHost): Promise<Entries> {
  const { files, environment } = host;
  const folder = path.resolve(environment.cwd, typed);
  const isFolder = files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const spec = parseSpec(isFolder ? `file:${folder}` : typed);
  const cache = cacheIn(cacheFolder(environment), files);
  return (await obtain(spec, cache, false, host)).entries;
}
