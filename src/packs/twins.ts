import { UserError } from "../words/errors.ts";
import type { PackText } from "./manifest/read.ts";
import type { Spec } from "./sources/spec.ts";

interface Named {
  readonly spec: Spec;
  readonly pack: PackText;
}

/** Packs by name. The same tree from two places is one pack; two trees of one name are an error. */
export function onePackAName<Of extends Named>(packs: readonly Of[]): Of[] {
  const byName = new Map<string, Of>();
  for (const one of packs) {
    const other = byName.get(one.pack.name);
    if (other !== undefined && other.pack.hash !== one.pack.hash)
      throw new UserError({
        code: "pack_name_taken",
        message: `Two packs are called "${one.pack.name}": ${other.spec.text} and ${one.spec.text}.`,
        fix: "Leave one of them out.",
      });
    byName.set(one.pack.name, other ?? one);
  }
  return [...byName.values()].toSorted((left, right) =>
    left.pack.name < right.pack.name ? -1 : 1,
  );
}
