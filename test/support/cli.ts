import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { temporaryFolder } from "./folders.ts";
import { run, start } from "./processes.ts";
import type { Outcome, Running } from "./processes.ts";
import { openTerminal } from "./terminal.ts";
import type { Screen } from "./terminal.ts";

/** Somebody who has just sat down: an empty home, an empty folder to work in. */
export interface User {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

export interface Options {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  /** Milliseconds until it is killed. */
  limit?: number;
}

// What a machine needs to reach its registry; everything else of the caller's environment stays out.
const kept = ["PATH", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR"];

export function newUser(): User {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  const cwd = join(folder, "work");
  mkdirSync(home);
  mkdirSync(cwd);
  const env: NodeJS.ProcessEnv = {
    HOME: home,
    LANG: "C.UTF-8",
    TERM: "xterm-256color",
    GIT_CONFIG_NOSYSTEM: "1",
    npm_config_fund: "false",
    npm_config_audit: "false",
    npm_config_update_notifier: "false",
  };
  for (const name of kept) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  return { cwd, env };
}

export const bin = (): string => inject("packed").bin;

/** Runs the installed command without a terminal, standard input at its end. */
export function cli(user: User, args: string[], options: Options = {}): Promise<Outcome> {
  return run(bin(), args, place(user, options));
}

export function startCli(user: User, args: string[], options: Options = {}): Running {
  return start(bin(), args, place(user, options));
}

/** Runs the installed command in a terminal where somebody watches. */
export function cliInTerminal(user: User, args: string[], options: Options = {}): Screen {
  return openTerminal(bin(), args, place(user, options));
}

function place(user: User, { cwd, env, input, limit }: Options) {
  return {
    cwd: cwd ?? user.cwd,
    env: { ...user.env, ...env },
    ...(input === undefined ? {} : { input }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** The flags that answer every question, so that a run asks nothing and installs nothing. */
export const unattended = [
  "--yes",
  "--no-install",
  "--no-git",
  "--package-manager",
  "npm",
] as const;

/** A PATH on which there is Node and nothing else. */
export function onlyNode(user: User): string {
  const folder = join(user.cwd, "..", "node-only");
  mkdirSync(folder);
  symlinkSync(process.execPath, join(folder, "node"));
  return folder;
}
