import {
  comparisonsIn,
  type Condition,
  conditionsOf,
  factsIn,
} from "../packs/manifest/condition.ts";
import type { Entries } from "../packs/manifest/entries.ts";
import { isTemplate, type OfferKind, type Pack } from "../packs/manifest/pack.ts";
import type { Problem } from "../packs/manifest/problem.ts";
import { type PackText, templatesOf } from "../packs/manifest/read.ts";
import { headerSlot } from "../packs/templates/slots.ts";
import { slotsIn } from "../packs/templates/template.ts";
import { suggestion } from "../words/nearest.ts";

/** What a pack names and neither it nor a pack beside it has: answers in conditions, and slots. */
export function referenceProblems(
  pack: PackText,
  entries: Entries,
  beside: readonly Pack[],
): Problem[] {
  const layers = [...pack.layers, ...beside.flatMap((other) => other.layers)];
  const offers = layers.flatMap((layer) => layer.offers ?? []);
  const idsOf = (kind: OfferKind): string[] =>
    offers.filter((offer) => offer.kind === kind).map((offer) => offer.id);
  const known: Readonly<Record<string, readonly string[]>> = {
    blueprint: idsOf("blueprint"),
    provider: idsOf("provider"),
    store: idsOf("store"),
    factors: idsOf("factor"),
    contextFormat: idsOf("contextFormat"),
    license: idsOf("license"),
    packageManager: idsOf("packageManager"),
  };
  const facts = [
    ...new Set(
      offers.flatMap((offer) => Object.keys(offer.facts).map((key) => `${offer.kind}.${key}`)),
    ),
  ];
  const slots = slotsAt(pack, beside);
  return pack.layers.flatMap((layer) => [
    ...comparedIn(conditionsOf(layer))
      .filter(([answer, name]) => known[answer]?.includes(name) === false)
      .map(([answer, name]) => ({
        ...placeOf(name, `layers/${layer.id}/layer.json`, entries),
        message: `when: no pack at hand offers the ${answer} "${name}". ${suggestion(name, known[answer] ?? [], answer)}`,
      })),
    ...[...new Set(conditionsOf(layer).flatMap(factsIn))]
      .filter((name) => !facts.includes(name))
      .map((name) => ({
        ...placeOf(name, `layers/${layer.id}/layer.json`, entries),
        message: `when: no offer at hand has the fact "${name}". ${suggestion(name, facts, "facts")}`,
      })),
    ...layer.fragments
      .filter(({ slot }) => !slots.includes(slot))
      .map(({ slot, source }) => ({
        file: `layers/${layer.id}/${source}`,
        message: `no file at hand has the slot "${slot}". ${suggestion(slot, slots, "slots")}`,
      })),
  ]);
}

/** What some conditions compare, each with each value once. */
function comparedIn(conditions: readonly Condition[]): [string, string][] {
  return [
    ...new Map(conditions.flatMap(comparisonsIn).map((one) => [one.join(" "), one])).values(),
  ];
}

/** The first line of a file on which a name stands. */
function placeOf(name: string, file: string, entries: Entries): Pick<Problem, "file" | "line"> {
  const lines = new TextDecoder().decode(entries.get(file)).split("\n");
  const at = lines.findIndex((line) => line.includes(name));
  return at === -1 ? { file } : { file, line: at + 1 };
}

/** What other packs expose is known of their templates; of this one only the text is there. */
function slotsAt(pack: PackText, beside: readonly Pack[]): string[] {
  const theirs = beside
    .flatMap((other) => other.layers)
    .flatMap((layer) => [...layer.files, ...layer.fragments])
    .flatMap(({ contents }) => (isTemplate(contents) ? contents.slots : []));
  const own = templatesOf(pack).flatMap(({ text }) => slotsIn(text));
  return [...new Set([headerSlot, ...own, ...theirs])].toSorted();
}
