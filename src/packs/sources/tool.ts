import { cancelled } from "../../words/errors.ts";
import type { SourceHost } from "./source.ts";
import { masked } from "./spec-problem.ts";

export interface ToolOptions {
  readonly cwd: string;
  /** Added to the environment; undefined takes a variable out. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Bytes of either stream; a program that says more is ended, and has failed. */
  readonly most: number;
}

// Milliseconds. A server that says nothing would have us wait for ever.
const longest = 300_000;

export interface ToolResult {
  readonly ok: boolean;
  /** The program does not exist on this machine. */
  readonly missing: boolean;
  readonly stdout: Uint8Array;
  /** What it said, without passwords. */
  readonly said: string;
}

/** Runs a program of the user's to its end, in English. Its output is bytes: files come through it. */
export async function runTool(
  file: string,
  args: readonly string[],
  { environment, signal }: SourceHost,
  { cwd, env, input, most }: ToolOptions,
): Promise<ToolResult> {
  const { execa } = await import("execa");
  const result = await execa(file, [...args], {
    cwd,
    env: { ...environment.env, LC_ALL: "C", LANGUAGE: undefined, ...env },
    extendEnv: false,
    ...(input === undefined ? { stdin: "ignore" } : { input }),
    encoding: "buffer",
    maxBuffer: most,
    stripFinalNewline: false,
    reject: false,
    cancelSignal: signal,
    forceKillAfterDelay: 2000,
    timeout: longest,
  });
  if (signal.aborted) throw cancelled();
  return {
    ok: !result.failed,
    missing: result.failed && "code" in result && result.code === "ENOENT",
    stdout: result.stdout ?? new Uint8Array(),
    said: result.timedOut
      ? "timed out: it took longer than five minutes"
      : masked(
          Buffer.from(result.stderr ?? new Uint8Array())
            .toString("utf8")
            .trim(),
        ),
  };
}
