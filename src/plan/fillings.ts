import { type Fragment, type Layer, layerName } from "../packs/manifest/pack.ts";
import { headerSlot } from "../packs/templates/slots.ts";
import type { Conflict } from "../words/errors.ts";
import { suggestion } from "../words/nearest.ts";
import { json } from "../words/printable.ts";
import { type PlannedFile, slotsOf } from "./owners.ts";

/** What stands in each slot that some file exposes, in the order of the layers. */
export type Fillings = ReadonlyMap<string, readonly Filling[]>;

interface Filling {
  readonly layer: Layer;
  readonly fragment: Fragment;
}

export interface Filled {
  readonly slots: Fillings;
  readonly conflicts: readonly Conflict[];
}

/** The slots that are lost were told of where they were lost. */
export function fillingsOf(
  layers: readonly Layer[],
  files: readonly PlannedFile[],
  lost: readonly string[],
): Filled {
  const exposed = [headerSlot, ...files.flatMap(({ parts }) => parts.flatMap(slotsOf))];
  const slots = new Map<string, Filling[]>(exposed.map((name) => [name, []]));
  const conflicts: Conflict[] = [];
  for (const layer of layers) {
    for (const fragment of layer.fragments) {
      const slot = slots.get(fragment.slot);
      if (slot !== undefined) slot.push({ layer, fragment });
      else if (!lost.includes(fragment.slot)) {
        conflicts.push(unknown(layer, fragment, [...slots.keys()]));
      }
    }
  }
  return { slots, conflicts };
}

function unknown(layer: Layer, { slot }: Fragment, slots: readonly string[]): Conflict {
  return {
    code: "unknown_slot",
    slot,
    between: [layerName(layer)],
    message: `Layer ${layerName(layer)} fills the slot ${json(slot)}, which no file has.`,
    fix: suggestion(slot, slots.toSorted(), "slots"),
  };
}
