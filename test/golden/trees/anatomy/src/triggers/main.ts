import { existsSync } from "node:fs";

import { UserError } from "../user-error.ts";
import { Refusal } from "../threads.ts";

/** Where every program begins: what a person can put right ends it with one line, anything else is a bug. */
export async function main(program: () => Promise<void>): Promise<void> {
  try {
    if (existsSync(".env")) process.loadEnvFile();
    await program();
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** What was typed after the command. Some package managers pass on the -- before it. */
export function given(argv = process.argv): string[] {
  const typed = argv.slice(2);
  return typed[0] === "--" ? typed.slice(1) : typed;
}

function isForPeople(error: unknown): error is Error {
  if (error instanceof UserError || error instanceof Refusal) return true;
  const { code } = error as { code?: unknown };
  return typeof code === "string" && code.startsWith("ERR_PARSE_ARGS"); // an option that does not exist
}
