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
  const typed = lines[Symbol.asyncIterator]();
  return {
    async ask(prompt) {
      for (;;) {
        lines.setPrompt(prompt);
        lines.prompt();
        const { value, done } = await typed.next();
        if (done) {
          process.stdout.write("\n"); // what is printed next does not stand behind the prompt
          return undefined;
        }
        if (value.trim()) return value.trim();
      }
    },
    closed: new Promise((resolve) => lines.once("close", resolve)),
    close: () => lines.close(),
  };
}
