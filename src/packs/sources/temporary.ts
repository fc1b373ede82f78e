import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder for the time of one action; it goes away however that ends. */
export async function inTemporaryFolder<Result>(
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "create-12-factor-agent-pack-"));
  try {
    return await action(folder);
  } finally {
    // git makes its objects read-only, which Windows takes seriously; antivirus holds files open.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
