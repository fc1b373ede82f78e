import { existsSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDirSync, removeSync, writeJsonSync } from "fs-extra/esm";
import { must } from "./processes.ts";

// Kept between runs, inside node_modules because nothing there is ours.
const cache = fileURLToPath(
  new URL("../../node_modules/.cache/create-12-factor-agent/", import.meta.url),
);

/** Puts something into the cache whole or not at all, also when two test files want it at once. */
export async function cached(
  name: string,
  fill: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  ensureDirSync(cache);
  const draft = mkdtempSync(`${folder}-`);
  try {
    await fill(draft);
    if (!existsSync(folder)) renameSync(draft, folder);
  } catch (error) {
    // Somebody else may have finished in between; theirs is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    removeSync(draft);
  }
  return folder;
}

export const nodes = {
  "20.19": "20.19.0",
  "22": "22.23.3",
  "24": "24.21.0",
} as const;

/** The folder to put first on the PATH for another Node; npm then runs on it too. */
export async function nodeFolder(version: string): Promise<string> {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = await npmInstall(`node-${version}`, `${name}@${version}`);
  return join(folder, "node_modules", name, "bin");
}

const managers = {
  pnpm: "pnpm@12.21.0",
  yarn: "@yarnpkg/cli-dist@4.18.1",
  bun: "bun@1.4.5",
  deno: "deno@2.9.6",
} as const;

/** The folder to put on the PATH for a package manager that does not come with Node. */
export async function managerFolder(id: keyof typeof managers): Promise<string> {
  const spec = managers[id];
  const folder = await npmInstall(`${id}-${spec.slice(spec.lastIndexOf("@") + 1)}`, spec);
  return join(folder, "node_modules", ".bin");
}

/** A registry that others wrote, as the file to start with node. */
export async function verdaccioFile(): Promise<string> {
  const manifest = {
    private: true,
    dependencies: { verdaccio: "6.8.0" },
    // It asks for a tag of this one, and a mirror has versions only.
    overrides: { "node-fetch": "2.7.0" },
  };
  const folder = await cached("verdaccio-6.8.0", (draft) => {
    writeJsonSync(join(draft, "package.json"), manifest);
    return install(draft);
  });
  return join(folder, "node_modules", "verdaccio", "bin", "verdaccio");
}

function npmInstall(name: string, spec: string): Promise<string> {
  return cached(name, (folder) => install(folder, spec));
}

function install(folder: string, ...specs: string[]): Promise<unknown> {
  return must("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", ...specs], {
    cwd: folder,
    env: process.env,
    limit: 300_000,
  });
}
