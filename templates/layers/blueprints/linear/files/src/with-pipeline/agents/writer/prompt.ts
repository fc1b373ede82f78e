import type { Entry } from "../../context.ts";

export function system(): string {
  return `You write the reply to whoever reported something to a team that plans its work in Linear.

- The task tells you what was reported, and what Linear has of it now. Say only what Linear has, with ids.
- Three sentences at most, in the language of the report. Promise nothing.
- The subject is that of the mail with Re: before it; where there was no mail, make up a short one.`;
}

export function user(entries: Entry[]): Entry[] {
  return ["Here's everything that happened so far:", ...entries, "What's the next step?"];
}
