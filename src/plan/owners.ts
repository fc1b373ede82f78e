import {
  isTemplate,
  type Joins,
  type Layer,
  layerName,
  type PackFile,
} from "../packs/manifest/pack.ts";
import type { Conflict } from "../words/errors.ts";
import { isPartOf, repositoriesIn } from "../words/git-repositories.ts";
import { spelling } from "../words/portable-name.ts";
import { json } from "../words/printable.ts";
import { isJoined } from "./join/join.ts";

/** A layer that wants to write a file. */
export interface Claim {
  readonly layer: Layer;
  readonly file: PackFile;
}

export interface PlannedFile {
  readonly path: string;
  /** One layer, or several for a file that is joined by key. */
  readonly parts: readonly Claim[];
}

export interface Owned {
  readonly files: readonly PlannedFile[];
  readonly conflicts: readonly Conflict[];
}

/** Every path and the layers that want it, in the order of the layers. */
export function claimsOf(layers: readonly Layer[]): PlannedFile[] {
  const claims = new Map<string, Claim[]>();
  for (const layer of layers) {
    for (const file of layer.files) {
      claims.set(file.path, [...(claims.get(file.path) ?? []), { layer, file }]);
    }
  }
  return [...claims].map(([path, parts]) => ({ path, parts }));
}

/** One owner a path, except where files are joined by key; and no two paths that one disk cannot hold. */
export function ownersOf(claimed: readonly PlannedFile[], joins: Joins | undefined): Owned {
  const files = claimed.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return {
    files,
    conflicts: [
      ...files.filter(({ path }) => !isJoined(path, joins)).flatMap(contested),
      ...twins(files),
      ...nested(files),
      ...repositories(files),
    ],
  };
}

function contested({ path, parts: [first, ...others] }: PlannedFile): Conflict[] {
  if (first === undefined) return [];
  return others.map((other) => {
    const between = namesOf([first, other]);
    const conflict = { code: "path_conflict", path, between };
    if (between.length === 1) {
      const sources = [first, other].map(({ file }) => json(file.source)).join(" and ");
      return {
        ...conflict,
        message: `Layer ${between.join()} brings ${json(path)} twice: from ${sources}.`,
        fix: "Let their conditions exclude each other.",
      };
    }
    return {
      ...conflict,
      message: `Layers ${between.join(" and ")} both want ${json(path)}.`,
      fix: wayOut([first, other]),
    };
  });
}

/** The layers behind claims, each once. */
function namesOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.map(({ layer }) => layerName(layer)))];
}

/** What to do instead of owning the file. */
function wayOut(claims: readonly Claim[]): string {
  const slots = claims.flatMap(slotsOf);
  const replace = 'declare in its layer.json that it "replaces" the file';
  return slots.length === 0
    ? `Let one of them leave it out, or ${replace}.`
    : `Let one of them fill a slot of it (${slots.join(", ")}), or ${replace}.`;
}

export function slotsOf({ file }: Claim): readonly string[] {
  return isTemplate(file.contents) ? file.contents.slots : [];
}

/** Paths that differ in case, or in how an accent is written, are one file on many disks. */
function twins(files: readonly PlannedFile[]): Conflict[] {
  const spellings = new Map<string, PlannedFile>();
  return files.flatMap((file) => {
    const known = spellings.get(spelling(file.path));
    spellings.set(spelling(file.path), known ?? file);
    return known === undefined
      ? []
      : [unfit(known, file, "which differ in case alone", "Let one of them take another name.")];
  });
}

function nested(files: readonly PlannedFile[]): Conflict[] {
  const paths = new Map(files.map((file) => [spelling(file.path), file]));
  return files.flatMap((file) => {
    const segments = spelling(file.path).split("/");
    return segments.slice(1).flatMap((_, at) => {
      const parent = paths.get(segments.slice(0, at + 1).join("/"));
      return parent === undefined
        ? []
        : [unfit(parent, file, "a file where a folder is", "Let one of them take another name.")];
    });
  });
}

/** Each pack alone may be harmless. */
function repositories(files: readonly PlannedFile[]): Conflict[] {
  return repositoriesIn(files.map(({ path }) => path)).map((folder) => {
    const inside = files.filter(({ path }) => isPartOf(folder, path));
    const between = namesOf(inside.flatMap(({ parts }) => parts));
    return {
      code: "path_conflict",
      path: folder || ".",
      between,
      message: `${subject(between, "makes", "make")} ${json(folder || ".")} what git takes for a repository: it would run what its config names.`,
      fix: "Leave one of the packs out.",
    };
  });
}

function unfit(one: PlannedFile, other: PlannedFile, why: string, fix: string): Conflict {
  const between = namesOf([one, other].flatMap(({ parts: [first] }) => first ?? []));
  return {
    code: "path_conflict",
    path: other.path,
    between,
    message: `${subject(between, "wants", "want")} ${json(one.path)} and ${json(other.path)}, ${why}.`,
    fix,
  };
}

function subject(layers: readonly string[], does: string, doBoth: string): string {
  return layers.length === 1
    ? `Layer ${layers.join()} ${does}`
    : `Layers ${layers.join(" and ")} ${doBoth}`;
}
