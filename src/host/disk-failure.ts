import { UserError } from "../words/errors.ts";

/** Words for what the system said about a folder; anything else is passed on as the bug it is. */
export function explain(error: unknown, typed: string): unknown {
  if (error instanceof UserError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const [name, why, fix] = reasons[code] ?? [
    "write_failed",
    `the system says ${code}`,
    "Repair that and run the command again.",
  ];
  return new UserError(
    {
      code: name,
      message: `"${typed}" was not written: ${why}.`,
      fix,
      exit: isTaken(code) ? 2 : 1,
    },
    { cause: error },
  );
}

const reasons: Readonly<Record<string, readonly [code: string, why: string, fix: string]>> = {
  ENOSPC: ["disk_full", "the disk is full", "Free some room and run the command again."],
  EDQUOT: [
    "disk_full",
    "your quota on this disk is used up",
    "Free some room and run the command again.",
  ],
  EACCES: [
    "not_writable",
    "the folder is not writable",
    "Pick a folder that is yours to write to.",
  ],
  EPERM: ["not_writable", "the folder is not writable", "Pick a folder that is yours to write to."],
  EROFS: ["not_writable", "the disk is read-only", "Pick a folder on another disk."],
  ENOTEMPTY: [
    "directory_not_empty",
    "somebody else wrote there at the same time",
    "Pick another name.",
  ],
  EEXIST: [
    "directory_not_empty",
    "somebody else wrote there at the same time",
    "Pick another name.",
  ],
};

function isTaken(code: string): boolean {
  return code === "ENOTEMPTY" || code === "EEXIST";
}

/** The system's own code of an error, such as ENOSPC. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    "syscall" in error
    ? error.code
    : undefined;
}
