import type { PartialAnswers } from "./answers.ts";
import { UserError } from "./errors.ts";

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
export function missingAnswers(said: PartialAnswers): void {
  const missing = questions.filter(([key]) => said[key] === undefined);
  if (missing.length === 0) return;
  throw new UserError({
    code: "missing_answers",
    message: `Nobody is there to ask, and these answers are missing: ${missing.map(([, , usage]) => usage).join(", ")}.`,
    fix: "Give them, or add --yes to take the defaults.",
    missing: missing.map(([, flag]) => flag),
  });
}
