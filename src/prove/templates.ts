import { contextFrom } from "./context.ts";
import type { PackText } from "../packs/read.ts";
import type { Problem } from "../packs/problem.ts";
import { runParts } from "../packs/parts.ts";
import { partsOf } from "../packs/template-parts.ts";
import { combinationsOf } from "./combinations.ts";
import { variablesOf } from "./variables.ts";

export interface ProvenTemplates {
  readonly templates: number;
  /** How often a template was rendered. */
  readonly combinations: number;
  readonly problems: readonly Problem[];
}

/** Renders every template under every combination of what its conditions read. */
export function proveTemplates({ layers }: PackText): ProvenTemplates {
  let templates = 0;
  let combinations = 0;
  const problems = layers.flatMap((layer) =>
    [...layer.files, ...layer.fragments].flatMap(({ source, contents }): Problem[] => {
      if (typeof contents !== "object" || !("template" in contents)) return [];
      templates += 1;
      const parts = partsOf(contents.template);
      const found = new Map<string, Problem>();
      for (const combination of combinationsOf(variablesOf(parts))) {
        combinations += 1;
        const fault = faultOf(source, () => runParts(parts, contextFrom(combination)));
        // The first combination that shows it is enough.
        if (fault !== undefined && !found.has(fault)) {
          const message = `${fault} with ${combination.name}`;
          found.set(fault, { file: `layers/${layer.id}/${source}`, message });
        }
      }
      return [...found.values()];
    }),
  );
  return { templates, combinations, problems };
}

function faultOf(source: string, render: () => string): string | undefined {
  let text: string;
  try {
    text = render();
    if (source.endsWith(".json.hbs")) JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (/[ \t]$/mu.test(text.replaceAll(/\0slot:[^\0]*\0/gu, "x")))
    return "white space at the end of a line";
  return undefined;
}
