import { UserError } from "../words/errors.ts";

/** What `--set key=value` says. The messages name keys only: a value may be a secret. */
export function readPairs(pairs: readonly string[]): Record<string, string> {
  const read = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, Math.max(0, at));
    if (at < 1 || read.has(key)) {
      throw new UserError({
        code: "invalid_usage",
        message: at < 1 ? "--set needs a key and a value." : `--set ${key} was given twice.`,
        fix: at < 1 ? "Write it as --set <key=value>." : "Leave one of them out.",
      });
    }
    read.set(key, pair.slice(at + 1));
  }
  return Object.fromEntries(read);
}
