import type { Option } from "../manifest/option.ts";
import type { Layer, OfferKind } from "../manifest/pack.ts";
import type { Vocabulary } from "./lint.ts";

const texts = ["name", "author", "license", "contextFormat", "version", "factors"];
const objects = ["blueprint", "provider", "store", "packageManager"] as const;

/** A pack, as far as it offers or asks something. */
export interface Offering {
  readonly layers: readonly Pick<Layer, "offers">[];
  readonly options?: readonly Option[] | undefined;
}

/**
 * What the templates of the last of these packs may read: the answers, every fact that an offer
 * brings, and its own options.
 */
export function vocabularyOf(packs: readonly Offering[]): Vocabulary {
  const own = packs.at(-1)?.options ?? [];
  const offers = packs.flatMap((pack) => pack.layers).flatMap((layer) => layer.offers ?? []);
  const fields = (kind: OfferKind): Set<string> =>
    new Set([
      "id",
      "title",
      "hint",
      ...offers.filter((offer) => offer.kind === kind).flatMap((offer) => Object.keys(offer.facts)),
    ]);
  return new Map([
    ...texts.map((name) => [name, new Set<string>()] as const),
    ...objects.map((kind) => [kind, fields(kind)] as const),
    ...(own.length === 0 ? [] : [["options", new Set(own.map(({ key }) => key))] as const]),
  ]);
}
