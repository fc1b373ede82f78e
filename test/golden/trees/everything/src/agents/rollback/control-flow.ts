import type { Command } from "../../command.ts";
import { needsApproval } from "../../humans.ts";
import type { Step } from "./steps.ts";
import type { ToolStep } from "./tools.ts";

export function route(step: Step): Command {
  switch (step.intent) {
    case "roll_back_backend":
    case "roll_back_frontend":
      return needsApproval(run(step));
    case "done_for_now":
      return { do: "stop", outcome: "done", message: step.message };
  }
}

function run(step: ToolStep) {
  return { do: "run_tool", step } as const;
}
