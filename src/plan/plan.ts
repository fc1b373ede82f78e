import type { Answers } from "../answers/answers.ts";
import { factsOf } from "../answers/facts.ts";
import { factsFor } from "../answers/options.ts";
import { byOrder, type Catalog } from "../catalog/catalog.ts";
import { applies, type Facts } from "../packs/manifest/condition.ts";
import type { Layer } from "../packs/manifest/pack.ts";
import { refuse } from "../words/conflicts.ts";
import { contextsOf } from "./context.ts";
import { fillingsOf } from "./fillings.ts";
import { isJoined } from "./join/join.ts";
import { joinConflicts, type Joining } from "./joining.ts";
import { offerConflicts } from "./offered.ts";
import { claimsOf, ownersOf, type PlannedFile } from "./owners.ts";
import { replace } from "./replacements.ts";

/** What will be written and who wants it, with every conflict already found. */
export interface Plan extends Joining {
  readonly answers: Answers;
  readonly version: string;
  readonly packs: Catalog["packs"];
  readonly files: readonly PlannedFile[];
}

/** @throws UserError with everything in which the packs do not fit together. */
export function plan(answers: Answers, catalog: Catalog, version: string): Plan {
  const { packs } = catalog;
  const joins = packs.find((pack) => pack.joins !== undefined)?.joins;
  const layers = layersOf(answers, catalog);
  const replaced = replace(claimsOf(layers), packs, joins);
  const owned = ownersOf(replaced.files, joins);
  const filled = fillingsOf(layers, owned.files, replaced.lost);
  const planned: Plan = {
    answers,
    version,
    packs,
    contexts: contextsOf(answers, catalog, version),
    files: owned.files,
    slots: filled.slots,
    joins,
  };
  const joined = owned.files.filter(({ path }) => isJoined(path, joins));
  refuse([
    ...offerConflicts(packs),
    ...replaced.conflicts,
    ...owned.conflicts,
    ...filled.conflicts,
    ...joined.flatMap((file) => joinConflicts(file, planned)),
  ]);
  return planned;
}

/** The layers that apply, with what applies of them, in the order in which they write. */
function layersOf(answers: Answers, catalog: Catalog): Layer[] {
  const facts = factsOf(answers, catalog);
  return catalog.packs
    .flatMap((pack) => {
      const own = factsFor(pack, facts, answers.set ?? {});
      return pack.layers.filter(({ when }) => applies(when, own)).map((one) => within(one, own));
    })
    .toSorted(byOrder);
}

function within(layer: Layer, facts: Facts): Layer {
  return {
    ...layer,
    files: layer.files.filter(({ when }) => applies(when, facts)),
    fragments: layer.fragments.filter(({ when }) => applies(when, facts)),
  };
}
