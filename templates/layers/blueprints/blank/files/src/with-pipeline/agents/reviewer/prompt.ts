import type { Entry } from "../../context.ts";

export function system(): string {
  return `You are given a note. Say in one sentence whether someone who reads it in a month will understand it.`;
}

export function user(entries: Entry[]): Entry[] {
  return ["Here's everything that happened so far:", ...entries, "What's the next step?"];
}
