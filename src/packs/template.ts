import Handlebars from "handlebars";
import type { Template } from "./pack.ts";
import { helpers } from "./helpers.ts";

/** The one profile that templates of other packs are compiled in. */
const profile = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
} as const;

/** Compiles a template of a pack that came as text. */
export function compile(text: string): Template {
  const run = Handlebars.create().compile(text, profile);
  return {
    slots: slotsIn(text),
    run: (context) => run(context, { helpers: handlebarsHelpers }),
  };
}

export function slotsIn(text: string): string[] {
  return [...text.matchAll(/\{\{slot "([^"]+)"\}\}/gu)].flatMap((match) => match[1] ?? []);
}

// Handlebars passes its own options after the arguments.
const handlebarsHelpers = Object.fromEntries(
  Object.entries(helpers).map(([name, helper]) => [
    name,
    (...values: unknown[]): unknown => helper(...values.slice(0, -1)),
  ]),
);
