import { joins } from "./joins.ts";
import { type Pack, withContents } from "./manifest/pack.ts";
import type { PackText } from "./manifest/read.ts";
import { ready } from "./templates/template.ts";

/** A pack whose templates are ready to render. */
export function readyPack({ layers, version = "0.0.0", ...pack }: PackText, source: string): Pack {
  return {
    ...pack,
    version,
    source,
    joins,
    layers: layers.map((layer) => ({ ...layer, pack: pack.name, ...withContents(layer, ready) })),
  };
}
