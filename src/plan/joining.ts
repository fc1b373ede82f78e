import { type Joins, type Layer, layerName, ours } from "../packs/manifest/pack.ts";
import type { Conflict } from "../words/errors.ts";
import { json } from "../words/printable.ts";
import { asText, type Inks, renderContents } from "./contents.ts";
import { isPackage, join } from "./join/join.ts";
import { lifecycleIn } from "./join/lifecycle.ts";
import type { Joined, Part } from "./join/part.ts";
import type { PlannedFile } from "./owners.ts";

export interface Joining extends Inks {
  readonly joins: Joins | undefined;
}

/** A file that several layers write by key. */
export function joinFile({ path, parts }: PlannedFile, joining: Joining): Joined {
  return join(path, partsOf(parts, joining), joining.joins);
}

/** Everything that joining would not do. Templates have to be rendered to know. */
export function joinConflicts(file: PlannedFile, joining: Joining): readonly Conflict[] {
  const foreign = file.parts.filter(({ layer }) => layer.pack !== ours);
  // Our own layers are tried with one another where they are made.
  if (foreign.length === 0) return [];
  const runs = isPackage(file.path)
    ? foreign.flatMap((part) => scriptsOf(file.path, part.layer, partsOf([part], joining)))
    : [];
  return [...runs, ...joinFile(file, joining).conflicts];
}

function partsOf(parts: PlannedFile["parts"], joining: Joining): Part[] {
  return parts.map(({ layer, file }) => ({
    from: layerName(layer),
    text: asText(renderContents(file.contents, layer, file.source, joining)),
  }));
}

function scriptsOf(path: string, layer: Layer, [part]: Part[]): Conflict[] {
  return lifecycleIn(part?.text ?? "").map((name) => ({
    code: "lifecycle_script",
    path,
    key: `scripts.${name}`,
    between: [layerName(layer)],
    message: `Layer ${layerName(layer)} has the script ${json(name)} in ${path}, which package managers run by themselves.`,
    fix: "Call it differently: packs run no code while creating.",
  }));
}
