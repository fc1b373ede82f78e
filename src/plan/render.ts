import { layerName } from "../packs/manifest/pack.ts";
import { refuse } from "../words/conflicts.ts";
import { UserError } from "../words/errors.ts";
import { json } from "../words/printable.ts";
import { fileOf, type Tree, type TreeFile, treeOf } from "../words/tree.ts";
import { renderContents, withHeader } from "./contents.ts";
import { isJoined, isYaml } from "./join/join.ts";
import { joinFile } from "./joining.ts";
import type { PlannedFile } from "./owners.ts";
import type { Plan } from "./plan.ts";

/** The whole project as a value. Template errors name the pack, the layer, the file and the line. */
export function render(plan: Plan): Tree {
  let characters = 0;
  return treeOf(
    plan.files.map((file) => {
      const rendered = renderFile(file, plan);
      characters += rendered.contents.length;
      if (characters > most) throw tooMuch(file);
      return [file.path, rendered];
    }),
  );
}

// No project comes near. A template that repeats a long answer could fill a disk.
const most = 64 * 1_048_576;

function tooMuch({ path, parts }: PlannedFile): UserError {
  const from = parts.map(({ layer, file }) => `${layerName(layer)}/${file.source}`).join(", ");
  return new UserError({
    code: "project_too_large",
    message: `With ${json(path)} (${from}) the project has more than ${most} characters.`,
    fix: "Leave the pack out, or give shorter answers.",
  });
}

function renderFile(file: PlannedFile, plan: Plan): TreeFile {
  const from = [...new Set(file.parts.map(({ layer }) => layerName(layer)))];
  const [first, ...others] = file.parts;
  if (first === undefined) throw new Error(`"${file.path}" was planned without a layer.`);
  const alone = others.length === 0 && isYaml(file.path);
  if (alone || !isJoined(file.path, plan.joins)) {
    const { layer, file: one } = first;
    const contents = renderContents(one.contents, layer, one.source, plan);
    const kind = alone ? "joined" : one.yours === true ? "yours" : "ours";
    return fileOf(withHeader(file.path, contents, plan), from, kind);
  }
  const { text, conflicts } = joinFile(file, plan);
  refuse(conflicts);
  return fileOf(text, from, "joined");
}
