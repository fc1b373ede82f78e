import type { Contents } from "../manifest/pack.ts";
import type { ContentsText } from "../manifest/read.ts";
import { partsOf } from "./parse.ts";
import { runParts } from "./parts.ts";

/** Contents as they lie in a pack, ready to render: a template has become data, and is never code. */
export function ready(contents: ContentsText): Contents {
  if (typeof contents === "string" || contents instanceof Uint8Array) return contents;
  const { template } = contents;
  const parts = partsOf(template);
  return { slots: slotsIn(template), run: (context) => runParts(parts, context) };
}

export function slotsIn(text: string): string[] {
  return [...text.matchAll(/\{\{slot "([^"]+)"\}\}/gu)].flatMap((match) => match[1] ?? []);
}
