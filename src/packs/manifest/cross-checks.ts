import { suggestion } from "../../words/nearest.ts";
import { json } from "../../words/printable.ts";
import { conditionsOf, optionsIn } from "./condition.ts";
import { targetProblem } from "./entries.ts";
import type { Option } from "./option.ts";
import type { Layer } from "./pack.ts";
import type { Problem } from "./problem.ts";
import { type PartEntries, unknownEntries } from "./layer-parts.ts";

type Parts<Field extends string> = readonly (Readonly<Record<Field, string>> & {
  readonly when?: Option["when"];
})[];

/** Conditions on options that the pack does not have, or that are asked only afterwards. */
export function unknownOptions(
  options: readonly Option[],
  layers: readonly (Pick<Layer, "id" | "when"> & {
    readonly files: Parts<"path">;
    readonly fragments: Parts<"slot">;
  })[],
): Problem[] {
  const keys = options.map(({ key }) => key);
  const unknownIn = (
    file: string,
    whens: readonly Option["when"][],
    known: readonly string[],
  ): Problem[] =>
    [...new Set(whens.flatMap(optionsIn))]
      .filter((key) => !known.includes(key))
      .map((key) => ({
        file,
        message: `when: there is no option "${key}" here. ${suggestion(key, known, "options")}`,
      }));
  return [
    ...options.flatMap(({ when }, at) => unknownIn("pack.json", [when], keys.slice(0, at))),
    ...layers.flatMap((layer) =>
      unknownIn(`layers/${layer.id}/layer.json`, conditionsOf(layer), keys),
    ),
  ];
}

/** Files that would lie where no file of a project may. */
export function wrongTargets({
  id,
  files,
}: Pick<Layer, "id"> & {
  readonly files: Parts<"path" | "source">;
}): Problem[] {
  return files.flatMap(({ path, source }) => {
    const isTemplate = path.includes("{{") && !source.includes("{{");
    const problem = isTemplate ? "is taken as it stands" : targetProblem(path);
    return problem === undefined
      ? []
      : [{ file: `layers/${id}/${source}`, message: `would be ${json(path)}, which ${problem}` }];
  });
}

/** Files, folders and fragments of which a layer.json says something, and which are not there. */
export function unknownParts(
  {
    id,
    files,
    fragments,
  }: Pick<Layer, "id"> & {
    readonly files: Parts<"source">;
    readonly fragments: Parts<"source">;
  },
  said: { readonly files?: PartEntries | undefined; readonly slots?: PartEntries | undefined },
): Problem[] {
  const below = (parts: Parts<"source">) =>
    parts.map(({ source }) => source.slice(source.indexOf("/") + 1));
  return [
    ...unknownEntries(said.files ?? {}, "files", below(files)),
    ...unknownEntries(said.slots ?? {}, "slots", below(fragments)),
  ].map((message) => ({ file: `layers/${id}/layer.json`, message }));
}

/** Replacing is owning: whoever replaces a file brings one. */
export function missingReplacements({
  id,
  files,
  replaces = [],
}: Pick<Layer, "id" | "replaces"> & {
  readonly files: readonly { readonly path: string }[];
}): Problem[] {
  const paths = files.map(({ path }) => path);
  return replaces
    .filter(({ path }) => !paths.includes(path))
    .map(({ path }) => ({
      file: `layers/${id}/layer.json`,
      message: `replaces: ${json(path)} is no file of this layer. ${suggestion(path, paths, "files")}`,
    }));
}
