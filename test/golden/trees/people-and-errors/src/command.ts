import type { Question } from "./humans.ts";
import type { Outcome, StoredStep } from "./thread.ts";

/** What to do next, as data: `next` decides it, `perform` does it. */
export type Command =
  | { do: "ask_model" }
  | { do: "run_tool"; step: StoredStep }
  | { do: "refuse_step"; error: string }
  | { do: "contact_human"; question: Question }
  | { do: "stop"; outcome: Outcome; message: string }
  | { do: "pause" };
