import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Text for standard input; without it the program reads from an empty file. */
  input?: string;
  /** Milliseconds until the whole process group is killed and the run is an error. */
  limit?: number;
}

export interface Running {
  child: ChildProcess;
  /** Both streams so far, in the order in which they came. */
  output: () => string;
  stderr: () => string;
  /** Resolves with the match as soon as the output so far matches; rejects when the program ends first. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>;
  signal: (name: NodeJS.Signals) => void;
  ended: Promise<Outcome>;
}

const groups = new Set<number>();
process.once("exit", () => {
  for (const group of groups) killGroup(group, "SIGKILL");
});

/** Runs a program in a process group of its own, so that nothing it started outlives a test. */
export function start(
  command: string,
  args: string[],
  { cwd, env, input, limit = 240_000 }: RunOptions,
): Running {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  const group = child.pid;
  if (group !== undefined) groups.add(group);

  let stdout = "";
  let stderr = "";
  let both = "";
  let listeners: (() => void)[] = [];
  const heard = () => {
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    both += text;
    heard();
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    both += text;
    heard();
  });
  // A program may end before it has read its input; that is its right.
  child.stdin?.on("error", () => {});
  if (input !== undefined) child.stdin?.end(input);

  const ended = new Promise<Outcome>((resolve, reject) => {
    const line = [command, ...args].join(" ");
    const timer = setTimeout(() => {
      if (group !== undefined) killGroup(group, "SIGKILL");
      reject(new Error(`Still running after ${limit} ms: ${line}\n${both}`));
    }, limit);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (group !== undefined) {
        killGroup(group, "SIGKILL");
        groups.delete(group);
      }
      resolve({ code, signal, stdout, stderr });
      heard();
    });
  });
  ended.catch(() => {});

  return {
    child,
    output: () => both,
    stderr: () => stderr,
    signal: (name) => {
      if (group !== undefined) killGroup(group, name);
    },
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(both);
          if (match === null) return;
          listeners = listeners.filter((listener) => listener !== look);
          resolve(match);
        };
        listeners.push(look);
        look();
        ended.then(
          () => {
            look();
            reject(new Error(`Ended without saying ${pattern}:\n${both}`));
          },
          (error: unknown) => reject(error),
        );
      }),
    ended,
  };
}

export function run(command: string, args: string[], options: RunOptions): Promise<Outcome> {
  return start(command, args, options).ended;
}

/** Runs a program that must succeed; otherwise the error carries everything it said. */
export async function must(command: string, args: string[], options: RunOptions): Promise<Outcome> {
  const outcome = await run(command, args, options);
  if (outcome.code !== 0) {
    const line = [command, ...args].join(" ");
    throw new Error(
      `${line} ended with ${outcome.code ?? outcome.signal} in ${options.cwd}\n${outcome.stdout}\n${outcome.stderr}`,
    );
  }
  return outcome;
}

/** Waits for something that gives no signal of its own; the limit is an error, never a verdict. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  limit = 30_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Never came: ${what}`);
    await sleep(20);
  }
}

function killGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
