import Handlebars from "handlebars";
import { helpers } from "../../src/packs/templates/helpers.ts";
import type { Template } from "../../src/packs/manifest/pack.ts";
import { slotsIn } from "../../src/packs/templates/template.ts";

// Handlebars passes its own options after the arguments.
const handlebarsHelpers = Object.fromEntries(
  Object.entries(helpers).map(([name, helper]) => [
    name,
    (...values: unknown[]): unknown => helper(...values.slice(0, -1)),
  ]),
);

/** A template as Handlebars itself compiles and runs it: what ours is compared with. */
export function compile(text: string): Template {
  const run = Handlebars.create().compile(text, {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
  });
  return { slots: slotsIn(text), run: (context) => run(context, { helpers: handlebarsHelpers }) };
}
