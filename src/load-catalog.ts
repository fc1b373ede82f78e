import { type Catalog, catalogOf } from "./catalog.ts";
import type { Host } from "./host.ts";
import { builtinPack } from "./packs/builtin.ts";

export interface LoadedCatalog {
  readonly catalog: Catalog;
  readonly warnings: readonly string[];
}

/** Our pack and those that are named. What reading the others takes is loaded only for them. */
export async function loadCatalog(specs: readonly string[], host: Host): Promise<LoadedCatalog> {
  if (specs.length === 0) return { catalog: catalogOf([builtinPack()]), warnings: [] };
  const { givenPacks } = await import("./packs/given.ts");
  const { packs, warnings } = givenPacks(specs, host);
  return { catalog: catalogOf([builtinPack(), ...packs]), warnings };
}
