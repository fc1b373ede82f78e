import { UserError } from "../../words/errors.ts";
import { json } from "../../words/printable.ts";

export function badSpec(text: string, why: string): UserError {
  return new UserError({
    code: "bad_pack_spec",
    message: `${quoted(text)} is not where a pack can come from: ${why}.`,
    fix: "Write ./folder, ./file.tgz, npm:name@range, github:owner/repo/folder#ref, or git+https://host/repo.git#ref:folder.",
  });
}

export function quoted(text: string): string {
  return json(masked(text));
}

/** Whatever stands between `//` and `@` could be a password, in addresses and in what tools say of them. */
export function masked(text: string): string {
  return text.replaceAll(/\/\/\S*@/gu, "//***@");
}

export function atFirst(text: string, mark: string): [before: string, after: string | undefined] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}
