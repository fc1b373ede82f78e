import { checkPack } from "./check.ts";
import type { Pack } from "./manifest/pack.ts";
import { readPack } from "./manifest/read.ts";
import { type Obtained, obtain } from "./obtain.ts";
import { keepPinned } from "./pin.ts";
import { readyPack } from "./ready.ts";
import { cacheFolder as usersCache } from "./sources/cache-folder.ts";
import { cacheIn } from "./sources/cache.ts";
import type { SourceHost } from "./sources/source.ts";
import { parseSpec } from "./sources/spec.ts";
import { onePackAName } from "./twins.ts";

export interface LoadOptions {
  /** Packs that are there anyway: templates may read what they offer. */
  readonly beside?: readonly Pack[];
  /** Instead of the user's own. */
  readonly cacheFolder?: string | undefined;
  /** Takes what is in the cache, and asks nobody. */
  readonly offline?: boolean | undefined;
}

export interface LoadedPacks {
  /** By name, in whatever order they were given. */
  readonly packs: readonly Pack[];
  readonly warnings: readonly string[];
}

/**
 * Loads packs from their descriptions (see spec.ts). On disk it touches the cache, and temporary
 * folders that are gone when it ends.
 *
 * @throws UserError when one cannot be had or used
 */
export async function loadPacks(
  specs: readonly string[],
  host: SourceHost,
  { beside = [], cacheFolder, offline = false }: LoadOptions = {},
): Promise<LoadedPacks> {
  const cache = cacheIn(cacheFolder ?? usersCache(host.environment), host.files);
  const wanted = new Map(specs.map(parseSpec).map((spec) => [spec.text, spec]));
  const obtained: Obtained[] = [];
  // One after the other, in order: of two failures it is always the same that is told.
  for (const [, spec] of [...wanted].toSorted(([left], [right]) => (left < right ? -1 : 1)))
    obtained.push(await obtain(spec, cache, offline, host));

  const read = obtained.map((one) => ({ ...one, ...readPack(one.entries) }));
  const checked = read.map((one) => {
    const others = read.flatMap(({ pack }) => (pack === one.pack ? [] : pack));
    return { ...one, pack: checkPack(one, one.spec.text, [...beside, ...others]) };
  });
  const packs = onePackAName(checked);
  const unkept = packs.flatMap((one) => keepPinned(one, one.pack, cache) ?? []);
  return {
    packs: packs.map(({ pack, resolved }) => ({ ...readyPack(pack, resolved.source), resolved })),
    warnings: [...new Set([...obtained.flatMap((one) => one.warnings), ...unkept])],
  };
}
