import Handlebars from "handlebars";
import type { Template } from "./pack.ts";
import { helpers } from "./helpers.ts";

/** The one profile that templates are compiled in, at build time for our packs and at run time for others. */
export const profile = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
} as const;

/** Compiles a template of a pack that came as text. */
export function compile(text: string): Template {
  const environment = Handlebars.create();
  const run = environment.compile(text, profile);
  return {
    slots: slotsIn(text),
    run: (context) => run(context, { helpers }),
  };
}

/**
 * The JavaScript of a compiled template, as the build puts it into the package. Helpers are told
 * where they are called, which ours do not ask; without that the package is 4 kB smaller.
 */
export function precompile(text: string): string {
  return String(Handlebars.precompile(text, profile)).replaceAll(
    /,"loc":\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/gu,
    "",
  );
}

export function slotsIn(text: string): string[] {
  return [...text.matchAll(/\{\{slot "([^"]+)"\}\}/gu)].flatMap((match) => match[1] ?? []);
}
