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
  let asking = false;
  const closed = new Promise<void>((resolve) => {
    lines.once("close", () => {
      if (asking) process.stdout.write("\n"); // what is printed next does not stand behind the prompt
      resolve();
    });
  });

  /** What was typed before the question could be seen is dropped: it answers nothing. */
  const question = async (prompt: string): Promise<string> => {
    asking = true;
    const line = await new Promise<string>((resolve) => lines.question(prompt, resolve));
    asking = false;
    return line.trim() || question(prompt);
  };
  return {
    ask: (prompt) => Promise.race([question(prompt), closed.then(() => undefined)]),
    closed,
    close: () => lines.close(),
  };
}
