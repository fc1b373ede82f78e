import { UserError } from "../errors.ts";
import type { ContentsText, PackText } from "./folder.ts";
import { lintTemplate } from "./lint.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** Refuses a pack with a template problem, naming every file and line. */
export function lintPack(pack: PackText): void {
  const problems = problemsOf(pack);
  if (problems.length === 0) return;
  throw new UserError({
    code: "bad_template",
    message: `Pack ${pack.name} has templates that cannot be used:\n${problems.join("\n")}`,
    fix: "Repair them.",
  });
}

export function problemsOf(pack: PackText): string[] {
  const vocabulary = vocabularyOf([pack]);
  return pack.layers.flatMap((layer) =>
    [...layer.files, ...layer.fragments].flatMap(({ source, contents }) =>
      lintContents(contents).map((problem) => `${layer.id}/${source}: ${problem}`),
    ),
  );

  function lintContents(contents: ContentsText): string[] {
    return typeof contents === "object" && "template" in contents
      ? lintTemplate(contents.template, vocabulary)
      : [];
  }
}
