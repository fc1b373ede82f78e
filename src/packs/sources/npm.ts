import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { badIntegrity, npmProblem } from "./npm-problem.ts";
import type { SourceHost, Sourced } from "./source.ts";
import type { NpmSpec } from "./spec.ts";
import { readTarball } from "./tarball.ts";
import { inTemporaryFolder } from "./temporary.ts";
import { runTool } from "./tool.ts";

/**
 * Reads a pack from a registry with the user's own npm, which knows registries, logins and proxies.
 * npm compares the archive with what the registry promised; here it is compared with what npm said.
 *
 * @throws UserError `npm_missing`, `pack_unreachable`, `pack_not_found`, `pack_damaged`, `bad_pack`
 */
export function readNpm(spec: NpmSpec, host: SourceHost): Promise<Sourced> {
  return inTemporaryFolder(async (folder) => {
    const { version, integrity } = await pack(spec, folder, host);
    const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
    if (name === undefined) throw new Error("npm pack left no archive.");
    const archive = readFileSync(path.join(folder, name));
    const real = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
    if (real !== integrity) throw badIntegrity(spec, `it is ${real}, and not ${integrity}`);
    const entries = await readTarball(archive, spec.text);
    return { entries, resolved: { source: spec.text, version, integrity } };
  });
}

interface Packed {
  /** Exact. */
  readonly version: string;
  readonly integrity: string;
}

async function pack(spec: NpmSpec, folder: string, host: SourceHost): Promise<Packed> {
  const wanted = `${spec.name}@${spec.range}`;
  const args = ["pack", wanted, "--json", "--ignore-scripts", "--pack-destination", folder];
  // npm's own patience is minutes; here somebody waits.
  const retries = ["--fetch-retry-mintimeout=500", "--fetch-retry-factor=2"];
  const result = await runTool(
    "npm",
    [...args, ...retries, "--fetch-timeout=30000", "--prefer-online"],
    host,
    { cwd: host.environment.cwd, env: outerless, most: 16 * 1_048_576 },
  );
  const answer = jsonOf(result.stdout);
  if (!result.ok) throw npmProblem(spec, result, answer);
  // A list with one archive; npm 12 says it by the package's name.
  const [packed] = Object.values(answer ?? {}) as Partial<Packed>[];
  if (packed?.version === undefined || packed.integrity === undefined)
    throw npmProblem(spec, result, answer);
  return { version: packed.version, integrity: packed.integrity };
}

// npx and npm create leave their own settings in the environment; they are not about this pack.
const outerless = {
  npm_config_dry_run: undefined,
  npm_config_local_prefix: undefined,
  npm_config_prefix: undefined,
  npm_config_workspace: undefined,
  npm_config_workspaces: undefined,
  npm_config_update_notifier: "false",
  INIT_CWD: undefined,
};

function jsonOf(stdout: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(stdout).toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
