import { fileURLToPath } from "node:url";
import { catalogOf } from "../../src/catalog.ts";
import { loadFolder } from "../../src/packs/load.ts";
import { type Layer, ours, type Pack } from "../../src/packs/pack.ts";

export const smallPackFolder = fileURLToPath(new URL("../fixtures/packs/small", import.meta.url));
export const templatesFolder = fileURLToPath(new URL("../../templates", import.meta.url));

/** The small pack, standing in for ours: for the one that has the guide's factors. */
export const smallPack = asOurs(loadFolder(smallPackFolder));
export const smallCatalog = catalogOf([smallPack]);

/** A pack made of the small one and layers of a test. */
export function packWith(...layers: Partial<Layer>[]): Pack {
  return { ...smallPack, layers: [...smallPack.layers, ...layers.map(layerOf)] };
}

function layerOf(layer: Partial<Layer>): Layer {
  return { id: "extra", pack: ours, order: 90, files: [], fragments: [], ...layer };
}

function asOurs(pack: Pack): Pack {
  return { ...pack, name: ours, layers: pack.layers.map((layer) => ({ ...layer, pack: ours })) };
}
