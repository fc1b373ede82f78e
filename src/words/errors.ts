/** 0 done, 1 the environment failed, 2 the request was wrong, 3 conflicts are left, 70 our bug, 130 cancelled. */
export type ExitCode = 0 | 1 | 2 | 3 | 70 | 130;

/** Two packs, or two layers, that cannot both have their way. */
export interface Conflict {
  /** Stable, snake_case. */
  readonly code: string;
  readonly path?: string;
  readonly slot?: string;
  /** Where in the file, with dots between: "dependencies.zod". */
  readonly key?: string;
  /** The layers, as they are called everywhere; the packs, where it is about what they offer. */
  readonly between: readonly string[];
  readonly message: string;
  readonly fix: string;
}

export interface UserErrorDetails {
  /** Stable, snake_case: what a script compares with. */
  readonly code: string;
  /** What happened, and why when that is not plain. */
  readonly message: string;
  /** What to do about it, as a command where there is one. */
  readonly fix: string;
  readonly exit?: ExitCode;
  /** The flags whose answers were missing. */
  readonly missing?: readonly string[];
  /** Everything that does not fit together. */
  readonly conflicts?: readonly Conflict[];
}

/** A failure that is explained to a person. Everything else that is thrown is a bug of ours. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;
  readonly fix: string;
  readonly exit: ExitCode;
  readonly missing: readonly string[] | undefined;
  readonly conflicts: readonly Conflict[] | undefined;

  constructor(details: UserErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.code = details.code;
    this.fix = details.fix;
    this.exit = details.exit ?? 2;
    this.missing = details.missing;
    this.conflicts = details.conflicts;
  }
}

export function cancelled(): UserError {
  return new UserError({
    code: "cancelled",
    message: "Cancelled: nothing was written.",
    fix: "Run the command again when you are ready.",
    exit: 130,
  });
}

/** What a thrown value says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
