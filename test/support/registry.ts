import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newUser } from "./cli.ts";
import { temporaryFolder, writeTree } from "./folders.ts";
import { must, start } from "./processes.ts";
import { verdaccioFile } from "./toolchains.ts";

export interface Registry {
  readonly url: string;
  /** What the .npmrc of somebody holds who may publish here. */
  readonly npmrc: string;
  /** Where a published archive lies: what somebody who owns the machine can change. */
  readonly archive: (name: string, version: string) => string;
  /** Publishes a folder of these files, package.json included. */
  readonly publish: (files: Readonly<Record<string, string>>) => Promise<unknown>;
  /** Publishes an archive as it is. */
  readonly publishArchive: (archive: Uint8Array) => Promise<unknown>;
  readonly unpublish: (spec: string) => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
}

/** A real registry on this machine that knows only what is published to it. */
export async function startRegistry(): Promise<Registry> {
  const folder = temporaryFolder();
  const url = `http://127.0.0.1:${await freePort()}/`;
  writeFileSync(join(folder, "config.yaml"), config(url, folder));
  const user = newUser();
  const server = start(
    process.execPath,
    [await verdaccioFile(), "--config", join(folder, "config.yaml")],
    { cwd: folder, env: user.env },
  );
  await server.says(/http address/u);

  const token = await login(url);
  const npmrc = `registry=${url}\n${url.slice("http:".length)}:_authToken=${token}\n`;
  writeFileSync(join(user.env.HOME ?? "", ".npmrc"), npmrc);
  const npm = (...args: string[]) => must("npm", args, { cwd: user.cwd, env: user.env });
  return {
    url,
    npmrc,
    archive: (name, version) =>
      join(folder, "storage", name, `${name.replace(/^@.*\//u, "")}-${version}.tgz`),
    publish: (files) => {
      const source = temporaryFolder();
      writeTree(source, files);
      return npm("publish", source);
    },
    publishArchive: (archive) => {
      const file = join(temporaryFolder(), "archive.tgz");
      writeFileSync(file, archive);
      return npm("publish", file);
    },
    unpublish: (spec) => npm("unpublish", spec, "--force"),
    stop: () => {
      server.signal("SIGTERM");
      return server.ended;
    },
  };
}

// Without an uplink: whatever is not published here does not exist.
function config(url: string, folder: string): string {
  return `listen: ${url}
storage: ${join(folder, "storage")}
auth: { htpasswd: { file: ${join(folder, "htpasswd")} } }
uplinks: {}
packages: { "**": { access: $all, publish: $authenticated, unpublish: $authenticated } }
log: { type: stdout, format: pretty, level: info }
`;
}

async function login(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:ada`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "ada", password: "not-a-secret-1", type: "user" }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`No login at ${url}: ${response.status}`);
  return token;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
