import type { Move } from "./cast.ts";
import { human } from "./human.ts";

/** Someone says something to a thread that rests. */
const message: Move = async ({ thread, state }, { script, threads }) => {
  const due = state.at === "resting" ? script.take("message") : undefined;
  if (due) await threads.send(thread.id, due.message);
  return due !== undefined;
};

/** What moves a thread besides its model and its tools. */
export const moves: Move[] = [
  message, // to a thread that rests
  human, // the answer of a person who is asked
];
