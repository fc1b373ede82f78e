import { mkdirSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeSync } from "fs-extra/esm";
import type { TestProject } from "vitest/node";
import { must } from "./processes.ts";

export interface Packed {
  /** The tarball that would be published. */
  tarball: string;
  /** The command, as npm linked it in a folder far from this checkout. */
  bin: string;
  /** The folder into which npm installed the tarball. */
  home: string;
  bytes: number;
}

declare module "vitest" {
  interface ProvidedContext {
    packed: Packed;
  }
}

const key = Symbol.for("create-12-factor-agent.packed");
const shared = globalThis as { [key]?: Promise<Packed & { folder: string }> };

/** Packs once per run, whichever projects ask for it. */
export default async function setup(project: TestProject): Promise<() => void> {
  shared[key] ??= pack(project.vitest.config.root);
  const { folder, ...packed } = await shared[key];
  project.provide("packed", packed);
  return () => removeSync(folder);
}

async function pack(checkout: string): Promise<Packed & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-packed-"));
  const env = { ...process.env, CI: "true" };
  // `npm run verify` has packed already, for all of its steps.
  const tarball = process.env.TARBALL ?? (await packInto(folder, checkout, env));
  const home = join(folder, "installed");
  mkdirSync(home);
  // Offline: whatever the package would need besides itself makes this fail.
  await must(
    "npm",
    ["install", "--offline", "--no-audit", "--no-fund", "--cache", join(folder, "cache"), tarball],
    { cwd: home, env },
  );
  const bin = join(home, "node_modules", ".bin", "create-12-factor-agent");
  return { folder, tarball, bin, home, bytes: statSync(tarball).size };
}

async function packInto(folder: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  await must("npm", ["pack", "--pack-destination", folder], { cwd, env });
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
  return join(folder, name);
}
