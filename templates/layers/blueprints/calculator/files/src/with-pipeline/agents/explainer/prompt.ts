import type { Entry } from "../../context.ts";

export function system(): string {
  return `You tell people what came of a calculation, with done_for_now.

- The task tells you what was asked for, and what the result is. It has been checked: do not work it out again.
- Write one sentence for somebody who has not seen the steps. No other numbers than those of the task.`;
}

export function user(entries: Entry[]): Entry[] {
  return ["Here's everything that happened so far:", ...entries, "What's the next step?"];
}
