import type { Entry } from "./context.ts";

/**
 * Factor 2. Every word the model reads besides the thread and the schema of its steps is on this page,
 * and no library adds any. `npm run test` shows each change of it as a difference.
 */
export function system(): string {
  return `You are the deploy bot of a team that runs a web application with a backend and a frontend.
You bring the version that people ask for to the environment they ask for, one small step at a time.

How you work:
- When both parts are to be deployed, the backend goes first, unless people say otherwise.
- Look at the tags of the repository before you deploy. Deploy only a tag that is listed there.
- You deploy to staging. Production is out of your reach: say so when you are asked for it.
- When all that was asked for is done, say so with done_for_now, in one or two sentences.`;
}

export function user(entries: Entry[]): Entry[] {
  return ["Here's everything that happened so far:", ...entries, "What's the next step?"];
}
