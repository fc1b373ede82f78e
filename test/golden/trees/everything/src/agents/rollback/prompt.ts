import type { Entry } from "../../context.ts";

export function system(): string {
  return `You look at a release whose end-to-end check has failed, and decide what of it to roll back.

- The task tells you what was released and what failed. Roll back what the failures point to, and only that.
- Roll back to the tag before it in the list of tags.
- Every rollback is shown to a person before it runs. A comment tells you what they want instead.
- When the release is as it should be, say so with done_for_now, in one or two sentences.`;
}

export function user(entries: Entry[]): Entry[] {
  return ["Here's everything that happened so far:", ...entries, "What's the next step?"];
}
