import fs from "node:fs";
import os from "node:os";
import process from "node:process";
import { isatty } from "node:tty";

/** Everything outside: what a command may touch, and nothing else is touched. */
export interface Host {
  readonly files: Files;
  readonly exec: Exec;
  readonly environment: Environment;
  readonly output: Output;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Synchronous: a project is small, and plain writes cost a third of the CPU of promised ones. */
export type Files = Pick<
  typeof fs,
  | "copyFileSync"
  | "linkSync"
  | "lstatSync"
  | "mkdirSync"
  | "readdirSync"
  | "readFileSync"
  | "realpathSync"
  | "renameSync"
  | "rmdirSync"
  | "rmSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
>;

export interface Environment {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly pid: number;
  readonly hostname: string;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly isAlive: (pid: number) => boolean;
  readonly readStdin: () => string;
}

export interface Output {
  /** The result. */
  readonly out: (text: string) => void;
  /** Talk. */
  readonly err: (text: string) => void;
}

export type Exec = (command: Command) => Promise<Finished>;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Shows what the command prints, on stderr. */
  readonly show?: boolean;
}

export interface Finished {
  readonly ok: boolean;
  /** The command does not exist on this machine. */
  readonly missing: boolean;
  /** Both streams, interleaved. */
  readonly output: string;
}

export function realHost(signal: AbortSignal): Host {
  return {
    files: fs,
    exec: (command) => run(command, signal),
    environment: {
      cwd: process.cwd(),
      env: process.env,
      platform: process.platform,
      pid: process.pid,
      hostname: os.hostname(),
      stdinIsTerminal: isatty(0),
      stdoutIsTerminal: isatty(1),
      isAlive,
      readStdin: () => fs.readFileSync(0, "utf8"),
    },
    output: {
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
    },
    signal,
  };
}

async function run(command: Command, signal: AbortSignal): Promise<Finished> {
  const { execa } = await import("execa");
  const result = await execa(command.file, [...command.args], {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    extendEnv: false,
    stdin: "ignore",
    stdout: command.show === true ? ["pipe", process.stderr] : "pipe",
    stderr: command.show === true ? ["pipe", "inherit"] : "pipe",
    all: true,
    reject: false,
    cancelSignal: signal,
    forceKillAfterDelay: 2000,
  });
  const missing = result.failed && "code" in result && result.code === "ENOENT";
  return { ok: !result.failed, missing, output: result.all };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
