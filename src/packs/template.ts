import { type Contents, type Pack, withContents } from "./pack.ts";
import { runParts } from "./parts.ts";
import type { ContentsText, PackText } from "./read.ts";
import { partsOf } from "./template-parts.ts";

/** A pack whose templates are ready to render. */
export function readyPack({ layers, version = "0.0.0", ...pack }: PackText, source: string): Pack {
  return {
    ...pack,
    version,
    source,
    layers: layers.map((layer) => ({ ...layer, pack: pack.name, ...withContents(layer, ready) })),
  };
}

/** Contents as they lie in a pack, ready to render: a template has become data, and is never code. */
function ready(contents: ContentsText): Contents {
  if (typeof contents === "string" || contents instanceof Uint8Array) return contents;
  const { template } = contents;
  const parts = partsOf(template);
  return { slots: slotsIn(template), run: (context) => runParts(parts, context) };
}

export function slotsIn(text: string): string[] {
  return [...text.matchAll(/\{\{slot "([^"]+)"\}\}/gu)].flatMap((match) => match[1] ?? []);
}
