import type { Option } from "../packs/manifest/option.ts";
import type { Pack } from "../packs/manifest/pack.ts";
import { UserError } from "../words/errors.ts";
import { nearest } from "../words/nearest.ts";

export interface PackOption {
  /** "pack.key", as `--set` takes it. */
  readonly id: string;
  readonly option: Option;
}

export function optionsOf({ name, options = [] }: Pack): PackOption[] {
  return options.map((option) => ({ id: `${name}.${option.key}`, option }));
}

/** The option of that name: its key where one pack alone has it, else with the pack before it. */
export function findOption(name: string, known: readonly PackOption[]): PackOption {
  const found = known.filter(({ id, option }) => id === name || option.key === name);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const exact = found.find(({ id }) => id === name);
  if (exact !== undefined) return exact;
  const ids = (found.length === 0 ? known : found).map(({ id }) => id);
  if (first !== undefined) {
    throw new UserError({
      code: "ambiguous_pack_option",
      message: `--set ${name} could be an option of more than one pack.`,
      fix: `Say which: ${ids.join(", ")}.`,
    });
  }
  const close = nearest(name, [...ids, ...known.map(({ option }) => option.key)]);
  throw new UserError({
    code: "unknown_pack_option",
    message: `--set does not know ${JSON.stringify(name)}.`,
    fix:
      ids.length === 0
        ? "No pack here has options. Is a --pack missing?"
        : `${close === undefined ? "" : `Did you mean "${close}"? `}Valid: ${ids.join(", ")}.`,
  });
}
