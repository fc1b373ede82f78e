import { UserError } from "./errors.ts";
import { isJoined, join } from "./join.ts";
import { type Contents, isTemplate, type Layer } from "./packs/pack.ts";
import type { Plan, PlannedFile } from "./plan.ts";
import { fillSlots } from "./slots.ts";
import { fileOf, type Tree, type TreeFile, treeOf } from "./tree.ts";

/** The whole project as a value. Template errors name the pack, the layer, the file and the line. */
export function render(plan: Plan): Tree {
  return treeOf(plan.files.map((file) => [file.path, renderFile(file, plan)]));
}

function renderFile(file: PlannedFile, plan: Plan): TreeFile {
  const from = file.parts.map(({ layer }) => layer.id);
  const parts = file.parts.map(({ layer, file: part }) => ({
    from: layer.id,
    contents: tidy(renderContents(part.contents, layer, part.source, plan), part.contents),
  }));
  const [first] = parts;
  if (first === undefined) throw new Error(`"${file.path}" was planned without a layer.`);
  if (!isJoined(file.path)) return fileOf(first.contents, from);
  return fileOf(
    join(
      file.path,
      parts.map((part) => ({ from: part.from, text: asText(part.contents) })),
    ),
    from,
  );
}

function renderContents(
  contents: Contents,
  layer: Layer,
  source: string,
  plan: Plan,
): string | Uint8Array {
  if (!isTemplate(contents)) return contents;
  try {
    return fillSlots(contents.run(plan.context), (slot) => slotText(slot, plan));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      {
        code: "template_failed",
        message: `Template ${layer.pack}/layers/${layer.id}/${source}: ${messageOf(error)}`,
        fix: "Repair the template, or pick other options.",
      },
      { cause: error },
    );
  }
}

function slotText(slot: string, plan: Plan): string {
  return (plan.slots.get(slot) ?? [])
    .map(({ layer, fragment }) =>
      asText(renderContents(fragment.contents, layer, fragment.source, plan)),
    )
    .map(wholeLines)
    .join("");
}

/** A fragment stays as it is; only its last line has to end. */
function wholeLines(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** What was rendered has line feeds only, and one at the end; what is copied stays byte for byte. */
function tidy(rendered: string | Uint8Array, source: Contents): string | Uint8Array {
  if (typeof rendered !== "string" || !isTemplate(source)) return rendered;
  const text = rendered.replaceAll("\r\n", "\n");
  let end = text.length;
  while (text.charAt(end - 1) === "\n") end -= 1;
  return `${text.slice(0, end)}\n`;
}

function asText(contents: string | Uint8Array): string {
  return typeof contents === "string" ? contents : new TextDecoder().decode(contents);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
