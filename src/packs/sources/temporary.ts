import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { codeOf } from "../../host/disk-failure.ts";
import { UserError } from "../../words/errors.ts";

/** A folder for the time of one action; it goes away however that ends. */
export async function inTemporaryFolder<Result>(
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = newFolder();
  try {
    return await action(folder);
  } finally {
    // git makes its objects read-only, which Windows takes seriously; antivirus holds files open.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function newFolder(): string {
  try {
    return mkdtempSync(path.join(tmpdir(), "create-12-factor-agent-pack-"));
  } catch (error) {
    throw new UserError(
      {
        code: "temporary_not_writable",
        message: `No temporary folder can be made in ${tmpdir()}: the system says ${codeOf(error)}.`,
        fix: "Free some room there, or set TMPDIR to a folder that is yours to write to.",
        exit: 1,
      },
      { cause: error },
    );
  }
}
