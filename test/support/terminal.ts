import pty from "@lydell/node-pty";
import xterm from "@xterm/headless";

export const keys = {
  enter: "\r",
  up: "\u001B[A",
  down: "\u001B[B",
  space: " ",
  ctrlC: "\u0003",
  ctrlD: "\u0004",
  escape: "\u001B",
} as const;

export interface Screen {
  /** What a person sees, scrolled-off lines included, with wrapped lines joined again. */
  text: () => string;
  /** Resolves with the text once it is there; rejects with the screen when the program ends first. */
  shows: (what: string | RegExp | ((text: string) => boolean)) => Promise<string>;
  press: (...keys: string[]) => void;
  kill: () => void;
  exit: Promise<number>;
}

export interface TerminalOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  columns?: number;
  /** Milliseconds without the expected text after which waiting is an error that shows the screen. */
  limit?: number;
}

/** Starts a program in a real pseudo-terminal and reads its output on an emulated screen. */
export function openTerminal(
  command: string,
  args: string[],
  { cwd, env, columns = 100, limit = 60_000 }: TerminalOptions,
): Screen {
  const screen = new xterm.Terminal({
    cols: columns,
    rows: 50,
    scrollback: 2000,
    allowProposedApi: true,
  });
  const program = pty.spawn(command, args, { cwd, env, cols: columns, rows: 50 });

  let exited = false;
  let watchers: (() => void)[] = [];
  const drawn = () => {
    for (const watcher of watchers) watcher();
  };
  // A program may ask the terminal a question; the emulation answers it.
  screen.onData((reply) => {
    if (!exited) program.write(reply);
  });
  program.onData((data) => screen.write(data, drawn));
  const exit = new Promise<number>((resolve) => {
    program.onExit(({ exitCode, signal }) => {
      exited = true;
      screen.write("", () => {
        drawn();
        resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal);
      });
    });
  });

  const text = () => {
    const lines: string[] = [];
    for (let row = 0; row < screen.buffer.active.length; row += 1) {
      const line = screen.buffer.active.getLine(row);
      if (line === undefined) continue;
      const continued = line.isWrapped ? (lines.pop() ?? "") : "";
      lines.push(continued + line.translateToString(false));
    }
    return lines
      .map((line) => line.trimEnd())
      .join("\n")
      .trimEnd();
  };

  return {
    text,
    exit,
    press: (...pressed) => {
      for (const key of pressed) program.write(key);
    },
    kill: () => {
      if (!exited) program.kill("SIGKILL");
    },
    shows: (what) =>
      new Promise((resolve, reject) => {
        const stop = (failure?: string) => {
          watchers = watchers.filter((watcher) => watcher !== look);
          clearTimeout(timer);
          if (failure === undefined) resolve(text());
          else reject(new Error(`${failure} ${String(what)}. The screen was:\n${text()}`));
        };
        const look = () => {
          const seen = text();
          if (isShown(what, seen)) stop();
          else if (exited) stop("The program ended without showing");
        };
        const timer = setTimeout(() => stop(`Nothing in ${limit} ms showed`), limit);
        watchers.push(look);
        look();
      }),
  };
}

function isShown(what: string | RegExp | ((text: string) => boolean), text: string): boolean {
  if (typeof what === "string") return text.includes(what);
  return typeof what === "function" ? what(text) : what.test(text);
}
