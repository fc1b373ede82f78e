import type { Question } from "./humans.ts";
import type { Outcome, StoredStep } from "./thread.ts";

/** What to do next, as data: `next` decides it, `perform` does it. */
export type Command =
  | { do: "ask_model" }
  | { do: "run_tool"; step: StoredStep }
  | { do: "refuse_step"; error: string }
  | { do: "recover_tool" }
  | { do: "sleep"; seconds: number; reason: string }
  | { do: "sleep"; until: string; reason: string }
  | { do: "wake_up"; until: string }
  | { do: "contact_human"; question: Question }
  | { do: "call_agent"; agent: string; message: string }
  | { do: "await_agent" }
  | { do: "prefetch" }
  | { do: "stop"; outcome: Outcome; message: string }
  | { do: "pause" };
