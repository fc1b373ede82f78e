import os from "node:os";
import path from "node:path";
import type { Environment } from "../../host/host.ts";

/** Where packs from elsewhere are kept: where the system wants what can be had again. */
export function cacheFolder({
  cwd,
  env,
  platform,
}: Pick<Environment, "cwd" | "env" | "platform">): string {
  const own = env["CREATE_12_FACTOR_AGENT_CACHE"];
  if (own !== undefined && own !== "") return path.resolve(cwd, own);
  return path.join(cachesOf(env, platform), "create-12-factor-agent", "packs");
}

function cachesOf(env: Environment["env"], platform: NodeJS.Platform): string {
  const xdg = env["XDG_CACHE_HOME"] ?? "";
  // Its specification: what is not absolute is to be ignored.
  if (path.isAbsolute(xdg)) return xdg;
  const home = env["HOME"] ?? os.homedir();
  if (platform === "darwin") return path.join(home, "Library", "Caches");
  if (platform === "win32") return env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
  return path.join(home, ".cache");
}
