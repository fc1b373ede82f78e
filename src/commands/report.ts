import { messageOf, UserError } from "../words/errors.ts";
import { filesOf, printTree } from "../words/tree.ts";
import type { Created } from "./create-project.ts";

/** The one object that --json puts on standard output. */
export function createdJson(created: Created, dryRun: boolean): string {
  const { answers, directory, next, warnings, failure } = created;
  return line({
    ...(failure === undefined ? { ok: true, command: "create" } : errorObject(failure)),
    ...(dryRun ? { dryRun } : {}),
    directory,
    answers,
    files: filesOf(created.tree),
    next,
    warnings,
  });
}

export function createdText(created: Created): string {
  const count = created.tree.size;
  return `Created ${created.answers.name} in ${created.directory} (${count} files).\n\n${nextText(created.next)}`;
}

export function nextText(next: readonly string[]): string {
  return `Next:\n${next.map((command) => `  ${command}\n`).join("")}`;
}

export function dryRunText(created: Created): string {
  return `${printTree(created.tree)}\n${created.tree.size} files for ${created.directory}; nothing was written.\n`;
}

export function warningText(warning: string): string {
  return `warning: ${warning}\n`;
}

export function sameAgainText(command: string): string {
  return `The same again, without a question:\n  ${command}\n`;
}

/** What, why, and what to do. */
export function errorText(error: unknown, verbose: boolean): string {
  const { code, message, fix } = explained(error);
  if (code === "cancelled") return `${message}\n${fix}\n`;
  const stack = verbose && error instanceof Error ? `${error.stack ?? ""}\n` : "";
  return `error: ${message}\n       ${fix}\n${stack}`;
}

/** Several things that are wrong with one, and what to do about them. */
export function faultsText(message: string, faults: readonly string[], fix: string): string {
  return `error: ${message}\n${faults.map((one) => `  ${one}\n`).join("")}       ${fix}\n`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export function errorJson(error: unknown): string {
  return line(errorObject(error));
}

function errorObject(error: unknown): object {
  const { code, message, fix, missing, conflicts } = explained(error);
  return {
    ok: false,
    error: {
      code,
      message,
      fix,
      ...(missing === undefined ? {} : { missing }),
      ...(conflicts === undefined ? {} : { conflicts }),
    },
  };
}

function explained(error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError({
    code: "internal_error",
    message: `This is a bug in create-12-factor-agent: ${messageOf(error)}`,
    fix: "Run it again with --verbose and report what it prints.",
    exit: 70,
  });
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
