import path from "node:path";
import { UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import type { Entries } from "./entries.ts";
import { readDirectory } from "./sources/directory.ts";

/** The files of a pack that lies in a folder, not yet looked into: what its author works on. */
export function openFolder(typed: string, { environment, files }: Host): Entries {
  const folder = path.resolve(environment.cwd, typed);
  try {
    return readDirectory(folder, typed, files);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UserError({
      code: "bad_pack",
      message: `The pack "${typed}" cannot be read (${code}).`,
      fix: "Give the folder that holds pack.json.",
    });
  }
}
