import { createInterface } from "node:readline";

/** A person at the terminal, or nobody. */
export interface Keyboard {
  /** The next line that is not empty; nothing where nobody types, or nobody any more. */
  ask(prompt: string): Promise<string | undefined>;
  /** Settles at Ctrl-C and Ctrl-D. */
  closed: Promise<void>;
  close(): void;
}

export function openKeyboard(): Keyboard {
  if (!process.stdin.isTTY) {
    return { ask: () => Promise.resolve(undefined), closed: new Promise(() => {}), close() {} };
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<void>((resolve) => lines.once("close", resolve));

  /** What was typed before the question could be seen is dropped: it answers nothing. */
  const question = async (prompt: string): Promise<string> => {
    const line = await new Promise<string>((resolve) => lines.question(prompt, resolve));
    return line.trim() || question(prompt);
  };
  return {
    ask: (prompt) => Promise.race([question(prompt), closed.then(leave)]),
    closed,
    close: () => lines.close(),
  };
}

/** What is printed next does not stand behind the prompt. */
function leave(): undefined {
  process.stdout.write("\n");
}
