import type { Catalog } from "../catalog/catalog.ts";
import { UserError } from "../words/errors.ts";
import { factsSaid, type PartialAnswers } from "./answers.ts";
import { openOptions, usageOf } from "./options.ts";

/** The questions, in the order in which they are asked, and how to answer each without being asked. */
const questions = [
  ["directory", "directory", "[directory]"],
  ["blueprint", "--blueprint", "--blueprint <id>"],
  ["provider", "--provider", "--provider <id>"],
  ["factors", "--factors", "--factors <list>"],
  ["contextFormat", "--context-format", "--context-format <id>"],
  ["license", "--license", "--license <id>"],
  ["packageManager", "--package-manager", "--package-manager <id>"],
  ["install", "--install", "--install or --no-install"],
  ["git", "--git", "--git or --no-git"],
] as const satisfies readonly (readonly [keyof PartialAnswers, string, string])[];

/** Refuses when a question would have to be asked and nobody is there. */
export function missingAnswers(said: PartialAnswers, catalog: Catalog): void {
  const missing = [
    ...questions
      .filter(([key]) => said[key] === undefined)
      .map(([, flag, usage]) => ({ flag, usage })),
    ...missingOptions(said, catalog),
  ];
  if (missing.length === 0) return;
  throw new UserError({
    code: "missing_answers",
    message: `Nobody is there to ask, and these answers are missing: ${missing.map(({ usage }) => usage).join(", ")}.`,
    fix: "Give them, or add --yes to take the defaults.",
    missing: missing.map(({ flag }) => flag),
  });
}

/** The options without a default that apply to what has been said. */
function missingOptions(said: PartialAnswers, catalog: Catalog): { flag: string; usage: string }[] {
  return openOptions(catalog.packs, factsSaid(said, catalog), said.set ?? {})
    .filter(({ option }) => option.default === undefined)
    .map((open) => ({ flag: `--set ${open.id}`, usage: usageOf(open) }));
}
