import type { Catalog } from "../catalog/catalog.ts";
import { isForeign, type Offer, type Pack } from "../packs/manifest/pack.ts";
import { defaultAnswers } from "./choices.ts";

/**
 * Whether to install. Installing runs what a pack of somebody else asks for, so with one it is not the
 * default, and the commands of a foreign package manager are never run.
 */
export function installing(
  said: boolean | undefined,
  manager: string,
  { packs, offers }: Catalog,
): { readonly install: boolean; readonly warnings: readonly string[] } {
  const foreign = packs.filter(isForeign);
  if (foreign.length === 0) return { install: said ?? defaultAnswers.install, warnings: [] };
  const offer = offers.packageManager.find(({ id }) => id === manager);
  const command = offer?.facts["install"] ?? `${manager} install`;
  const owner = foreign.find((pack) => offer !== undefined && brings(pack, offer));
  if (said === true && owner !== undefined) {
    const why = `pack ${owner.name} brings ${manager}, and what packs bring is not run here`;
    return { install: false, warnings: [`${why}; look at it, then run ${command}`] };
  }
  if (said !== undefined) return { install: said, warnings: [] };
  const names = foreign.map(({ name }) => name).join(" and ");
  const bring = foreign.length === 1 ? `pack ${names} brings` : `packs ${names} bring`;
  const warning = `${bring} dependencies and settings; look at them, then run ${command}`;
  return { install: false, warnings: [warning] };
}

function brings({ layers }: Pack, offer: Offer): boolean {
  return layers.some(({ offers }) => offers === offer);
}
