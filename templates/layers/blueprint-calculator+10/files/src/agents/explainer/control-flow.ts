import type { Command } from "../../command.ts";
import type { Step } from "./steps.ts";

export function route(step: Step): Command {
  switch (step.intent) {
    case "done_for_now":
      return { do: "stop", outcome: "done", message: step.message };
  }
}
