import fs from "node:fs";
import os from "node:os";

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
  | "symlinkSync"
  | "unlinkSync"
  | "writeFileSync"
>;

export interface Environment {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly pid: number;
  readonly hostname: string;
  /** Asked only when it matters: the answer loads Node's whole network. */
  readonly isTerminal: (descriptor: 0 | 1) => boolean;
  readonly isAlive: (pid: number) => boolean;
  readonly readStdin: () => string;
}

export interface Output {
  /** The result. */
  readonly out: (text: string) => void;
  /** Talk. */
  readonly err: (text: string) => void;
}

type Exec = (command: Command) => Promise<Finished>;

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
      isTerminal: (descriptor) => process.getBuiltinModule("node:tty").isatty(descriptor),
      isAlive,
      readStdin: () => fs.readFileSync(0, "utf8"),
    },
    output: {
      out: (text) => writeAll(1, text),
      err: (text) => writeAll(2, text),
    },
    signal,
  };
}

/**
 * Straight to the descriptor: process.stdout costs 7 ms to set up, and this loses nothing when the
 * process ends. Whoever reads the first lines and goes away is no error: `list | head -1`.
 */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += fs.writeSync(descriptor, bytes, offset);
    } catch (error) {
      if (codeOf(error) === "EPIPE") return;
      // A pipe that is full right now; its reader needs a moment.
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
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
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
