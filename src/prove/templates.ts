import type { Problem } from "../packs/manifest/problem.ts";
import { type PackText, templatesOf, type TemplateText } from "../packs/manifest/read.ts";
import { partsOf } from "../packs/templates/parse.ts";
import { runParts } from "../packs/templates/parts.ts";
import { fillSlots } from "../packs/templates/slots.ts";
import { messageOf } from "../words/errors.ts";
import { combinationsOf } from "./combinations.ts";
import { contextFrom } from "./context.ts";
import { variablesOf } from "./variables.ts";

export interface ProvenTemplates {
  readonly templates: number;
  /** How often a template was rendered. */
  readonly combinations: number;
  readonly problems: readonly Problem[];
}

/** Renders every template under every combination of what its conditions read. */
export function proveTemplates(pack: PackText): ProvenTemplates {
  const proven = templatesOf(pack).map(proveTemplate);
  return {
    templates: proven.length,
    combinations: proven.reduce((sum, one) => sum + one.combinations, 0),
    problems: proven.flatMap(({ problems }) => problems),
  };
}

function proveTemplate({ file, text }: TemplateText): Omit<ProvenTemplates, "templates"> {
  const parts = partsOf(text);
  const combinations = combinationsOf(variablesOf(parts));
  const found = new Map<string, Problem>();
  for (const combination of combinations) {
    const fault = faultOf(file, () => runParts(parts, contextFrom(combination)));
    // The first combination that shows it is enough.
    if (fault !== undefined && !found.has(fault))
      found.set(fault, { file, message: `${fault} with ${combination.name}` });
  }
  return { combinations: combinations.length, problems: [...found.values()] };
}

function faultOf(file: string, render: () => string): string | undefined {
  let text: string;
  try {
    text = render();
    if (file.endsWith(".json.hbs")) JSON.parse(fillSlots(text, () => ""));
  } catch (error) {
    return messageOf(error);
  }
  if (/[ \t]$/mu.test(text.replaceAll(/\0slot:[^\0]*\0/gu, "x")))
    return "white space at the end of a line";
  return undefined;
}
