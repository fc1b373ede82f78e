import type { Layer, OfferKind } from "./pack.ts";
import type { Vocabulary } from "./lint.ts";

const texts = ["name", "author", "license", "contextFormat", "version", "factors"];
const objects = ["blueprint", "provider", "store", "packageManager"] as const;

/** A pack, as far as it offers something. */
export interface Offering {
  readonly layers: readonly Pick<Layer, "offers">[];
}

/** What the templates of these packs may read: the answers, and every fact that an offer brings. */
export function vocabularyOf(packs: readonly Offering[]): Vocabulary {
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
  ]);
}
