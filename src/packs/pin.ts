import { UserError } from "../words/errors.ts";
import type { PackText } from "./manifest/read.ts";
import type { Obtained } from "./obtain.ts";
import type { Cache } from "./sources/cache.ts";
import { atCommit } from "./sources/spec-git.ts";

/**
 * Keeps a pack in the cache, under its description and under what can only mean this tree. Gives back
 * why the cache could not be written, if it could not.
 *
 * @throws UserError `pack_changed` when the same version was another tree before
 */
export function keepPinned(obtained: Obtained, pack: PackText, cache: Cache): string | undefined {
  const { spec, entries, resolved, fresh } = obtained;
  const pin = pinOf(obtained, pack);
  if (pin === undefined || !fresh) return undefined;
  const { hash } = pack;
  const before = cache.recall(pin);
  if (before !== undefined && before.hash !== hash)
    throw new UserError({
      code: "pack_changed",
      message: `Pack ${pin} has changed under the same version: its hash was ${before.hash.slice(0, 12)}, and now it is ${hash.slice(0, 12)}.`,
      fix: `Take another version. If you know why it has changed, remove ${cache.fileOf(pin)} and run the command again.`,
    });
  // An archive is at hand whenever it is named; a network is not.
  const keys = spec.kind === "tarball" ? [pin] : [...new Set([spec.text, pin])];
  return cache.keep(keys, { resolved, hash }, entries);
}

function pinOf({ spec, resolved }: Obtained, pack: PackText): string | undefined {
  switch (spec.kind) {
    case "folder":
      return undefined;
    case "tarball":
      return `${pack.name}@${pack.version}`;
    case "npm":
      return `npm:${spec.name}@${resolved.version}`;
    case "git":
      return resolved.commit === undefined ? undefined : atCommit(spec, resolved.commit);
  }
}
