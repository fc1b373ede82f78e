import type { Host } from "../host/host.ts";
import { builtinPack } from "../packs/builtin.ts";
import { type Catalog, catalogOf } from "./catalog.ts";

export interface LoadedCatalog {
  readonly catalog: Catalog;
  readonly warnings: readonly string[];
}

/** Our pack and those that are named. What reading the others takes is loaded only for them. */
export async function loadCatalog(specs: readonly string[], host: Host): Promise<LoadedCatalog> {
  if (specs.length === 0) return { catalog: catalogOf([builtinPack()]), warnings: [] };
  const { loadPacks } = await import("../packs/load.ts");
  const own = builtinPack();
  const { packs, warnings } = await loadPacks(specs, host, { beside: [own] });
  return { catalog: catalogOf([own, ...packs]), warnings };
}
