import { joins } from "../packs/joins.ts";
import type { Entries } from "../packs/manifest/entries.ts";
import type { Pack } from "../packs/manifest/pack.ts";
import type { Problem } from "../packs/manifest/problem.ts";
import { type PackText, readPack } from "../packs/manifest/read.ts";
import { overlapProblems } from "./overlaps.ts";
import { templateProblems } from "../packs/templates/problems.ts";
import { faultsAlone } from "../plan/join/alone.ts";
import { offerConflicts } from "../plan/offered.ts";
import { referenceProblems } from "./references.ts";

export interface Validated {
  readonly pack: PackText;
  /** Everything that is wrong, by file and line. */
  readonly problems: readonly Problem[];
}

/** Says everything that is wrong with a pack by itself, and beside the packs that it is used with. */
export function validate(entries: Entries, beside: readonly Pack[]): Validated {
  const { pack, problems } = readPack(entries);
  const all = [
    ...problems,
    ...templateProblems(pack, beside),
    ...referenceProblems(pack, entries, beside),
    ...joinProblems(pack),
    ...overlapProblems(pack, beside),
    ...offerConflicts([...beside, pack]).map(({ message }) => ({ file: "layers", message })),
  ];
  return { pack, problems: all.toSorted(byPlace) };
}

function joinProblems({ layers }: PackText): Problem[] {
  return layers.flatMap(({ id, files }) =>
    files.flatMap(({ path, source, contents }) =>
      // What a template becomes, "pack test" sees.
      typeof contents === "string"
        ? faultsAlone(path, contents, joins).map((message) => ({
            file: `layers/${id}/${source}`,
            message,
          }))
        : [],
    ),
  );
}

function byPlace(left: Problem, right: Problem): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return (left.line ?? 0) - (right.line ?? 0);
}
