import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { temporaryFolder, writeTree } from "./folders.ts";
import { must } from "./processes.ts";

// Nobody's settings: a repository of a test is the same on every machine.
const env: NodeJS.ProcessEnv = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

export interface Repository {
  readonly folder: string;
  readonly git: (...args: string[]) => Promise<string>;
  /** Writes files and commits them; gives back the commit's id. */
  readonly commit: (files: Readonly<Record<string, string>>) => Promise<string>;
}

/** A real repository with a branch called main. */
export async function newRepository(...options: string[]): Promise<Repository> {
  const folder = temporaryFolder();
  const git = async (...args: string[]): Promise<string> =>
    (await must("git", args, { cwd: folder, env })).stdout.trim();
  await git("init", "--quiet", "--initial-branch=main", ...options);
  const commit = async (files: Readonly<Record<string, string>>): Promise<string> => {
    writeTree(folder, files);
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", "--message", "A change");
    return git("rev-parse", "HEAD");
  };
  return { folder, git, commit };
}

export interface GitServer {
  readonly port: number;
  /** Every path that was asked for, with the name and password that came along. */
  readonly asked: string[];
  readonly stop: () => Promise<unknown>;
}

/** Serves repositories over HTTP with git's own server program. */
export async function serveGit(root: string): Promise<GitServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const login = Buffer.from(
      request.headers.authorization?.slice("Basic ".length) ?? "",
      "base64",
    );
    asked.push(`${login.toString("utf8")} ${request.url}`);
    // Only after this does git send what it knows.
    if (request.url?.startsWith("/private/") === true && login.length === 0) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
      return;
    }
    passOn(request, response, root);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, asked, stop: () => close(server) };
}

function passOn(request: IncomingMessage, response: ServerResponse, root: string): void {
  const url = new URL(request.url ?? "/", "http://x");
  const child: ChildProcess = spawn("git", ["http-backend"], {
    env: {
      ...env,
      GIT_PROJECT_ROOT: dirname(root),
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: url.pathname.replace(/^\/private/u, ""),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  if (child.stdin) request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.once("close", () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf("\r\n\r\n");
    const lines = answer.toString("latin1", 0, end).split("\r\n");
    const headers = new Map(lines.map((line) => line.split(": ") as [string, string]));
    const status = Number(headers.get("Status")?.slice(0, 3) ?? 200);
    headers.delete("Status");
    response.writeHead(status, Object.fromEntries(headers)).end(answer.subarray(end + 4));
  });
}

function close(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
