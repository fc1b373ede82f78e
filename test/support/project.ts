import { createHash } from "node:crypto";
import { symlinkSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { copySync, readJsonSync, writeJsonSync } from "fs-extra/esm";
import { afterAll, expect } from "vitest";
import { cli, newUser } from "./cli.ts";
import type { User } from "./cli.ts";
import { temporaryFolder } from "./folders.ts";
import { eventually, must, run, start } from "./processes.ts";
import type { Outcome, Running } from "./processes.ts";
import { cached } from "./toolchains.ts";

/** A generated project, ready to run, and the person who has just generated it. */
export interface Project {
  folder: string;
  user: User;
  npm: (
    script: string,
    options?: Partial<{ env: NodeJS.ProcessEnv; args: string[] }>,
  ) => Promise<Outcome>;
}

/** Generates a project and gives it the dependencies it asks for, without installing them again. */
export async function generate(
  flags = "",
  env: NodeJS.ProcessEnv = {},
  modules?: string,
): Promise<Project> {
  const user = newUser();
  Object.assign(user.env, env);
  const chosen = flags.split(" ").filter((flag) => flag !== "");
  const manager = chosen.includes("--package-manager") ? [] : ["--package-manager", "npm"];
  const args = ["my-agent", ...chosen, ...manager, "--yes", "--no-install", "--no-git"];
  expect(await cli(user, args)).toMatchObject({ code: 0 });
  const folder = join(user.cwd, "my-agent");
  symlinkSync(modules ?? (await dependencies(folder)), join(folder, "node_modules"));
  return projectAt(folder, user);
}

export function projectAt(folder: string, user: User): Project {
  return {
    folder,
    user,
    npm: (script, { env = {}, args = [] } = {}) => {
      const rest = args.length > 0 ? ["--", ...args] : [];
      return run("npm", ["run", script, ...rest], { cwd: folder, env: { ...user.env, ...env } });
    },
  };
}

/** One real install for each set of dependencies, kept between runs. */
async function dependencies(project: string): Promise<string> {
  const manifest = readJsonSync(join(project, "package.json"));
  const wanted = JSON.stringify([manifest.dependencies, manifest.devDependencies]);
  const key = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const folder = await cached(`dependencies-${key}`, async (draft) => {
    copySync(join(project, "package.json"), join(draft, "package.json"));
    await must("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], {
      cwd: draft,
      env: process.env,
      limit: 300_000,
    });
  });
  return join(folder, "node_modules");
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One install for several projects: all that any of them asks for. */
export async function dependenciesOf(manifests: readonly Manifest[]): Promise<string> {
  const folder = temporaryFolder();
  const union = (kind: keyof Manifest): Record<string, string> =>
    Object.fromEntries(
      manifests
        .flatMap((one) => Object.entries(one[kind] ?? {}))
        .toSorted(([left], [right]) => (left < right ? -1 : 1)),
    );
  const all = { dependencies: union("dependencies"), devDependencies: union("devDependencies") };
  writeJsonSync(join(folder, "package.json"), { private: true, ...all });
  return dependencies(folder);
}

/** A port that was free a moment ago; the server that takes it says when it did not get it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Reply {
  status: number;
  // The shapes of the API are what the tests check.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

export interface Service {
  url: string;
  process: Running;
  call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Reply>;
  /** Waits until a thread has come to a status, and returns it. */
  thread: (id: string, status: string) => Promise<Reply["body"]>;
}

/** Starts `npm run serve` and waits until it is ready. */
export async function serve(project: Project, env: NodeJS.ProcessEnv): Promise<Service> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = start("npm", ["run", "serve"], {
    cwd: project.folder,
    env: { ...project.user.env, PORT: String(port), ...env },
    limit: 200_000,
  });
  running.push(server);
  const call: Service["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : parsed(text) };
  };
  const ended = server.ended.then(({ code }) => {
    throw new Error(`The server ended with ${code}:\n${server.output()}`);
  });
  ended.catch(() => {});
  const ready = eventually("a server that is ready", async () => {
    const reply = await call("GET", "/readyz").catch(() => undefined);
    return reply?.status === 200 ? reply : undefined;
  });
  await Promise.race([ready, ended]);
  return {
    url,
    process: server,
    call,
    thread: async (id, status) => {
      let last: Reply["body"];
      const look = async () => {
        last = (await call("GET", `/threads/${id}`)).body;
        return last.status === status ? last : undefined;
      };
      return eventually(`thread ${id} ${status}`, look).catch((error: unknown) => {
        throw new Error(
          `${String(error)}. The thread is ${JSON.stringify(last, null, 1)}\n${server.output()}`,
        );
      });
    },
  };
}

const running: Running[] = [];
afterAll(() => {
  for (const server of running.splice(0)) server.signal("SIGKILL");
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Where whoever runs the tests keeps what npm has downloaded. */
export async function npmCache(): Promise<string> {
  const here = { cwd: process.cwd(), env: process.env };
  const { stdout } = await must("npm", ["config", "get", "cache"], here);
  return stdout.trim();
}
