import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as today from "../../src/index.ts";
import { temporaryFolder } from "./folders.ts";
import { must } from "./processes.ts";

/** What every release can do. */
export type Api = Pick<typeof today, "loadPack" | "plan" | "render">;

/** A version as it was released, to be asked what it generated. */
export async function released(version: string): Promise<Api> {
  const folder = temporaryFolder();
  const tarball = join("test/fixtures/releases", `create-12-factor-agent-${version}.tgz`);
  await must("tar", ["-xzf", tarball, "-C", folder], { cwd: process.cwd(), env: process.env });
  return (await import(pathToFileURL(join(folder, "package", "dist", "index.js")).href)) as Api;
}
