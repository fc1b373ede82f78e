import { type Joins, layerName, type Pack, type Replacement } from "../packs/manifest/pack.ts";
import type { Conflict } from "../words/errors.ts";
import { json } from "../words/printable.ts";
import { type Claim, type PlannedFile, slotsOf } from "./owners.ts";

export interface Replaced {
  /** What is left when every replaced file is gone. */
  readonly files: readonly PlannedFile[];
  /** Slots that are gone with a file, which the conflicts tell already. */
  readonly lost: readonly string[];
  readonly conflicts: readonly Conflict[];
}

/** Takes away the files of other packs for which a layer brings its own, where that is allowed. */
export function replace(
  claimed: readonly PlannedFile[],
  packs: readonly Pack[],
  joins: Joins | undefined,
): Replaced {
  const outcomes = claimed.map((file) => replaceIn(file, packs, joins));
  return {
    files: outcomes.map(({ file }) => file),
    lost: outcomes.flatMap(({ lost }) => lost),
    conflicts: [
      ...outcomes.flatMap(({ conflicts }) => conflicts),
      ...replacingNothing(claimed, packs),
    ],
  };
}

/** Who is refused here keeps no claim: one conflict about a file is enough. */
function replaceIn(file: PlannedFile, packs: readonly Pack[], joins?: Joins) {
  const { path, parts } = file;
  const takes = parts.flatMap((claim) => takesOf(claim, parts, packs));
  if (takes.length === 0) return { file, lost: [], conflicts: [] };
  const late = takes.filter((take) => !suits(take, joins));
  const good = takes.filter((take) => !late.includes(take));
  const twice = contested(path, good);
  const gone = [...late.map(({ by }) => by), ...good.flatMap(({ replaced }) => replaced)];
  const left = parts.filter((claim) => !gone.includes(claim));
  const lost = good.flatMap(lostSlots);
  return {
    file: { path, parts: twice.length > 0 ? parts.slice(0, 1) : left },
    lost: lost.flatMap(({ slots }) => slots),
    conflicts: [...late.map(madeForOther), ...twice, ...lost.map(withoutSlots)],
  };
}

/** A layer that takes a path from the layers of another pack. */
interface Take {
  readonly by: Claim;
  readonly wanted: Replacement;
  readonly pack: Pack;
  readonly replaced: readonly Claim[];
}

function takesOf(by: Claim, parts: readonly Claim[], packs: readonly Pack[]): Take[] {
  return (by.layer.replaces ?? []).flatMap((wanted) => {
    const pack = packs.find(({ name }) => name === wanted.pack);
    const replaced = parts.filter(
      ({ layer }) => layer.pack === wanted.pack && layer.pack !== by.layer.pack,
    );
    if (wanted.path !== by.file.path || pack === undefined || replaced.length === 0) return [];
    return [{ by, wanted, pack, replaced }];
  });
}

function suits({ wanted, pack }: Take, joins: Joins | undefined): boolean {
  return joins === undefined || joins.satisfies(pack.version, wanted.version);
}

function madeForOther({ by: { layer }, wanted: { path, version }, pack }: Take): Conflict {
  const name = layerName(layer);
  return {
    code: "replaces_version",
    path,
    between: [name, pack.name],
    message: `Layer ${name} replaces ${json(path)} of ${pack.name} ${version}, and this is ${pack.version}.`,
    fix: `Take a version of ${layer.pack} that is made for it.`,
  };
}

/** Two that replace the same file where neither replaces the other, or where each does. */
function contested(path: string, takes: readonly Take[]): Conflict[] {
  const replaces = (one: Take, other: Take): boolean =>
    takes.some(({ by, replaced }) => by === one.by && replaced.includes(other.by));
  return takes.flatMap((one, at) =>
    takes
      .slice(at + 1)
      .filter((other) => other.by !== one.by && replaces(one, other) === replaces(other, one))
      .map((other) => {
        const between = [layerName(one.by.layer), layerName(other.by.layer)];
        return {
          code: "replaces_twice",
          path,
          between,
          message: `Layers ${between.join(" and ")} both replace ${json(path)}.`,
          fix: "Leave one of the packs out.",
        };
      }),
  );
}

interface Lost {
  readonly by: Claim;
  readonly from: Claim;
  readonly slots: readonly string[];
}

/** What other layers put into a file has to have its place in what replaces it. */
function lostSlots({ by, replaced }: Take): Lost[] {
  return replaced
    .map((from) => ({ by, from, slots: slotsOf(from).filter((one) => !slotsOf(by).includes(one)) }))
    .filter(({ slots }) => slots.length > 0);
}

function withoutSlots({ by, from, slots }: Lost): Conflict {
  const between = [layerName(by.layer), layerName(from.layer)];
  const { path } = by.file;
  const list = slots.map((slot) => json(slot)).join(", ");
  return {
    code: "replaces_slots",
    path,
    between,
    message: `Layer ${between[0]} replaces ${json(path)} of layer ${between[1]} without the slots ${list}.`,
    fix: `Write a line such as {{slot "${slots[0]}"}} for each of them into it.`,
  };
}

/** A path that the other pack has nowhere: a slip of the pen, or a file that has moved. */
function replacingNothing(claimed: readonly PlannedFile[], packs: readonly Pack[]): Conflict[] {
  const layers = new Set(claimed.flatMap(({ parts }) => parts.map(({ layer }) => layer)));
  return [...layers].flatMap((layer) =>
    (layer.replaces ?? []).flatMap(({ pack, path }) => {
      const other = packs.find(({ name }) => name === pack);
      if (other === undefined || hasPath(other, path)) return [];
      return [
        {
          code: "replaces_nothing",
          path,
          between: [layerName(layer), pack],
          message: `Layer ${layerName(layer)} replaces ${json(path)}, which ${pack} does not have.`,
          fix: `Take a version of ${layer.pack} that is made for ${pack} ${other.version}.`,
        },
      ];
    }),
  );
}

function hasPath({ layers }: Pack, path: string): boolean {
  return layers.some(({ files }) => files.some((file) => file.path === path));
}
