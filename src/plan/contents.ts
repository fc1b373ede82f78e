import { type Contents, isTemplate, type Layer } from "../packs/manifest/pack.ts";
import { fillSlots, headerSlot } from "../packs/templates/slots.ts";
import { messageOf, UserError } from "../words/errors.ts";
import type { Contexts } from "./context.ts";
import type { Fillings } from "./fillings.ts";

/** What templates are rendered with. */
export interface Inks {
  readonly contexts: Contexts;
  readonly slots: Fillings;
}

/** One layer's contents of a file. An error names the pack, the layer, the file and the line. */
export function renderContents(
  contents: Contents,
  layer: Layer,
  source: string,
  inks: Inks,
): string | Uint8Array {
  if (!isTemplate(contents)) return contents;
  return tidy(run(contents, layer, source, inks));
}

/** A file as it stands in the project: TypeScript below the header that packs may have. */
export function withHeader(
  path: string,
  contents: string | Uint8Array,
  inks: Inks,
): string | Uint8Array {
  const header = path.endsWith(".ts") ? slotText(headerSlot, inks) : "";
  return header === "" ? contents : header + asText(contents);
}

function run(contents: Contents, layer: Layer, source: string, inks: Inks): string {
  if (!isTemplate(contents)) return asText(contents);
  try {
    const context = inks.contexts.get(layer.pack);
    if (context === undefined) throw new Error(`There is no pack ${layer.pack}.`);
    const text = contents.run(context);
    return contents.slots.length === 0 ? text : fillSlots(text, (slot) => slotText(slot, inks));
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

function slotText(slot: string, inks: Inks): string {
  return (inks.slots.get(slot) ?? [])
    .map(({ layer, fragment }) => run(fragment.contents, layer, fragment.source, inks))
    .map(wholeLines)
    .join("");
}

/** A fragment stays as it is; only its last line has to end. */
function wholeLines(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** What was rendered has line feeds only, and one at the end; what is copied stays byte for byte. */
function tidy(rendered: string): string {
  const text = rendered.replaceAll("\r\n", "\n");
  let end = text.length;
  while (text.charAt(end - 1) === "\n") end -= 1;
  if (end === text.length - 1) return text;
  return `${text.slice(0, end)}\n`;
}

export function asText(contents: string | Uint8Array): string {
  return typeof contents === "string" ? contents : new TextDecoder().decode(contents);
}
