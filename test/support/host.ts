import fs from "node:fs";
import type { Command, Environment, Files, Finished, Host } from "../../src/host/host.ts";

export interface TestHost extends Host {
  /** What was printed so far. */
  readonly printed: { out: string; err: string };
  /** The commands that were run, as one would type them. */
  readonly commands: string[];
  readonly abort: () => void;
}

export interface TestHostOptions {
  readonly cwd: string;
  readonly environment?: Partial<Environment>;
  /** Replaces single operations of the real disk: how a fault is made. */
  readonly files?: Partial<Files>;
  readonly exec?: (line: string, command: Command) => Partial<Finished>;
}

/** A host on the real disk whose output, commands and surroundings a test can see and set. */
export function testHost({ cwd, environment, files, exec }: TestHostOptions): TestHost {
  const controller = new AbortController();
  const printed = { out: "", err: "" };
  const commands: string[] = [];
  return {
    files: { ...fs, ...files },
    exec: (command) => {
      const line = [command.file, ...command.args].join(" ");
      commands.push(line);
      return Promise.resolve({ ok: true, missing: false, output: "", ...exec?.(line, command) });
    },
    environment: {
      cwd,
      env: {},
      platform: "linux",
      pid: 4242,
      hostname: "here",
      isTerminal: () => false,
      isAlive: () => true,
      readStdin: () => "",
      ...environment,
    },
    output: {
      out: (text) => void (printed.out += text),
      err: (text) => void (printed.err += text),
    },
    signal: controller.signal,
    printed,
    commands,
    abort: () => controller.abort(),
  };
}

/** An error as the operating system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as if the system had said so`), {
    code,
    syscall: "write",
  });
}
