import type { Option, TextOption, TextPattern } from "../packs/manifest/option.ts";
import { UserError } from "../words/errors.ts";
import { suggestion } from "../words/nearest.ts";
import { hasUnseen } from "../words/printable.ts";

/** What was said for an option, checked. The error never tells a secret. */
export function valueOf(id: string, option: Option, said: string | boolean): string | boolean {
  const problem = valueProblem(option, said);
  if (problem === undefined)
    return option.type === "boolean" ? said === true || said === "true" : said;
  const secret = option.type === "text" && option.secret;
  throw new UserError({
    code: "invalid_pack_option",
    message: `--set ${id} does not take ${secret ? "what was given" : JSON.stringify(said)}.`,
    fix: problem,
  });
}

/** What to give instead, in one sentence; nothing when the value fits. */
export function valueProblem(option: Option, said: string | boolean): string | undefined {
  switch (option.type) {
    case "boolean":
      return [true, false, "true", "false"].includes(said) ? undefined : "Give true or false.";
    case "choice": {
      const ids = option.choices.map((choice) => choice.id);
      return ids.some((id) => id === said) ? undefined : suggestion(String(said), ids, "choices");
    }
    case "text":
      return typeof said === "string" ? textProblem(option, said) : "Give a text.";
  }
}

function textProblem({ default: usual, pattern }: TextOption, said: string): string | undefined {
  // Only a text whose default is empty may be left empty.
  if (said === "" && usual === "") return undefined;
  const { fits, wanted } = patterns[pattern];
  return said !== "" && said.length <= longest && fits(said) ? undefined : wanted;
}

const longest = 2_000;

const patterns: Readonly<
  Record<TextPattern, { readonly fits: (text: string) => boolean; readonly wanted: string }>
> = {
  line: {
    fits: (text) => !hasUnseen(text),
    wanted: "Give one line of text that is not empty.",
  },
  identifier: {
    fits: (text) => /^[A-Za-z][A-Za-z0-9_-]*$/u.test(text),
    wanted: "Give a letter and then letters, digits, dashes and underscores.",
  },
  url: {
    fits: (text) => /^https?:\/\/[!-~]+$/u.test(text) && URL.canParse(text),
    wanted: "Give an address that starts with https:// or http://.",
  },
};
