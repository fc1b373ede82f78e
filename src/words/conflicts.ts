import { type Conflict, UserError } from "./errors.ts";

/** Ends the run when packs do not fit together: with all of it, so that it is repaired once. */
export function refuse(conflicts: readonly Conflict[]): void {
  const [first, ...others] = conflicts;
  if (first === undefined) return;
  if (others.length === 0) throw new UserError({ ...first, conflicts });
  const lines = conflicts.map(({ message, fix }) => `  ${message} ${fix}`);
  throw new UserError({
    code: "conflicts",
    message: `${conflicts.length} things do not fit together:\n${lines.join("\n")}`,
    fix: "Repair the packs, or leave one of them out.",
    conflicts,
  });
}
