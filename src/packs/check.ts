import { UserError } from "../words/errors.ts";
import { problemText } from "./manifest/problem.ts";
import type { PackText, ReadPack } from "./manifest/read.ts";
import { templateProblems } from "./templates/problems.ts";
import type { Offering } from "./templates/vocabulary.ts";

/**
 * A pack that was read, when nothing is wrong with it.
 *
 * @throws UserError `bad_pack` with everything that is, by file and line
 */
export function checkPack(
  { pack, problems }: ReadPack,
  source: string,
  beside: readonly Offering[] = [],
): PackText {
  const all = [...problems, ...templateProblems(pack, beside)];
  if (all.length === 0) return pack;
  throw new UserError({
    code: "bad_pack",
    message: `Pack ${source} cannot be used:\n${all.map((one) => `  ${problemText(one)}`).join("\n")}`,
    fix: "Repair the pack.",
  });
}
