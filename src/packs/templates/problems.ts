import type { Problem } from "../manifest/problem.ts";
import { type PackText, templatesOf } from "../manifest/read.ts";
import { lintTemplate } from "./lint.ts";
import { type Offering, vocabularyOf } from "./vocabulary.ts";

// Characters. What takes seconds to parse is no template: the parser reads some 400 a millisecond.
const largest = 131_072;
const largestTogether = 2_097_152;

/** What is wrong with the templates of a pack, which may read what the packs beside it offer. */
export function templateProblems(pack: PackText, beside: readonly Offering[] = []): Problem[] {
  const vocabulary = vocabularyOf([...beside, pack]);
  const templates = templatesOf(pack);
  const together = templates.reduce((sum, { text }) => sum + text.length, 0);
  if (together > largestTogether) {
    const message = `has templates of ${together} characters; ${largestTogether} is the most`;
    return [{ file: "layers", message }];
  }
  return templates.flatMap(({ file, text }) =>
    text.length > largest
      ? [{ file, message: `is a template of ${text.length} characters; ${largest} is the most` }]
      : lintTemplate(text, vocabulary).map((found) => ({ file, ...found })),
  );
}
