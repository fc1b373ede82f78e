import { suggestion } from "../../words/nearest.ts";
import { optionsIn } from "./condition.ts";
import { json } from "../templates/helpers.ts";
import type { Option } from "./option.ts";
import type { Layer } from "./pack.ts";
import type { Problem } from "./problem.ts";

/** Conditions on options that the pack does not have, or that are asked only afterwards. */
export function unknownOptions(
  options: readonly Option[],
  layers: readonly Pick<Layer, "id" | "when">[],
): Problem[] {
  const keys = options.map(({ key }) => key);
  const unknownIn = (file: string, when: Option["when"], known: readonly string[]): Problem[] =>
    optionsIn(when)
      .filter((key) => !known.includes(key))
      .map((key) => ({
        file,
        message: `when: there is no option "${key}" here. ${suggestion(key, known, "options")}`,
      }));
  return [
    ...options.flatMap(({ when }, at) => unknownIn("pack.json", when, keys.slice(0, at))),
    ...layers.flatMap(({ id, when }) => unknownIn(`layers/${id}/layer.json`, when, keys)),
  ];
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
