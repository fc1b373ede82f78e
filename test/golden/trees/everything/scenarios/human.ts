import { setTimeout as sleep } from "node:timers/promises";

import { misfit, type Answer } from "../src/humans.ts";
import type { Move } from "./cast.ts";
import type { Turns } from "./script.ts";

/** A person answers what a thread waits for, as the script has it. */
export const human: Move = async ({ thread, state }, { script, threads, pace = 0 }) => {
  if (state.at !== "waiting") return false;
  const { id, question, from } = state.request;
  const due = script.take("human", ({ human }) => !misfit(state.request, answerOf(human)));
  if (!due) {
    script.missing(`a person's turn for "${question}"`);
    return false;
  }
  await sleep(2 * pace);
  await threads.respond(thread.id, id, answerOf(due.human), from?.[0]);
  return true;
};

function answerOf(human: Turns<"human">["human"]): Answer {
  if ("answer" in human) return { type: "answer", response: human.answer };
  if ("approve" in human) return { type: "approval", approved: true, comment: human.comment };
  return { type: "approval", approved: false, comment: human.reject };
}
