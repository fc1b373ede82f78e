import { factors as guide, lastOfGuide } from "../catalog/catalog.ts";
import { isForeign, type Layer, type Offer, ours, type Pack } from "../packs/manifest/pack.ts";
import type { Conflict } from "../words/errors.ts";
import { json } from "../words/printable.ts";

interface Offering extends Pick<Pack, "name"> {
  readonly layers: readonly Pick<Layer, "offers">[];
}

interface Offered {
  readonly pack: Offering;
  readonly offer: Offer;
}

/** What two packs both offer, and what the guide has said before: one id, one meaning. */
export function offerConflicts(packs: readonly Offering[]): Conflict[] {
  const all = packs.flatMap((pack) =>
    pack.layers.flatMap(({ offers }) => (offers === undefined ? [] : [{ pack, offer: offers }])),
  );
  // Without our pack there is no guide either.
  const redefining = packs.every(isForeign) ? [] : all.filter(redefinesGuide);
  const own = all.filter((one) => !redefining.includes(one));
  return [
    ...redefining.map(ofGuide),
    ...own.flatMap((one, at) => own.slice(at + 1).flatMap((other) => clash(one, other))),
  ];
}

/** A number of the guide, or a name that it gives to one. */
function redefinesGuide({ pack, offer: { kind, id, name } }: Offered): boolean {
  if (kind !== "factor" || !isForeign(pack)) return false;
  return Number(id) <= lastOfGuide || guide.some((factor) => factor.id === name);
}

function ofGuide({ pack, offer: { id, name } }: Offered): Conflict {
  const known = guide.find((factor) => String(factor.number) === id || factor.id === name);
  const what = known === undefined ? id : `${known.number} (${known.id})`;
  return {
    code: "factor_conflict",
    key: id,
    between: [ours, pack.name],
    message: `Packs ${ours} and ${pack.name} both offer factor ${what}, which is the guide's.`,
    fix: `Let ${pack.name} take a number above ${lastOfGuide} and a name of its own.`,
  };
}

function clash(one: Offered, other: Offered): Conflict[] {
  const { kind, id, name } = one.offer;
  const sameId = other.offer.id === id;
  const sameName = name !== undefined && other.offer.name === name;
  if (other.offer.kind !== kind || !(sameId || sameName)) return [];
  const key = sameId ? id : (name ?? id);
  const between = [one.pack.name, other.pack.name];
  return [
    {
      code: kind === "factor" ? "factor_conflict" : "offer_conflict",
      key,
      between,
      message: `Packs ${between.join(" and ")} both offer ${kind} ${json(key)}.`,
      fix: "Let one of them call it differently, or leave one of the packs out.",
    },
  ];
}
