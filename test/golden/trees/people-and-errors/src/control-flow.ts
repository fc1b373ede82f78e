import type { Command } from "./command.ts";
import { needsApproval } from "./humans.ts";
import { isMentioned } from "./mentioned.ts";
import type { Step } from "./steps.ts";
import type { Thread } from "./thread.ts";
import type { ToolStep } from "./tools.ts";

/**
 * Factor 8. What each step leads to, one case an intent. This page is the policy: it is code, so nothing
 * that a model reads or says can change it.
 */
export function route(step: Step): Command {
  switch (step.intent) {
    case "list_git_tags":
    case "get_workflow_status":
      return run(step);
    case "deploy_backend":
    case "deploy_frontend":
      return step.environment === "production" ? needsApproval(run(step)) : run(step);
    case "request_human_input": {
      const { question, context, options } = step;
      return { do: "contact_human", question: { kind: "input", question, context, options } };
    }
    case "nothing_to_do":
      return { do: "stop", outcome: "done", message: step.reason };
    case "done_for_now":
      return { do: "stop", outcome: "done", message: step.message };
  }
}

/**
 * A second look before anything comes of a step: why it must not be, or nothing. Made `async`, it may ask
 * another model.
 */
export function judge(step: Step, thread: Thread): string | undefined {
  if (!("tag" in step) || isMentioned(step.tag, thread)) return undefined;
  return `nobody has mentioned a tag ${step.tag}`;
}

function run(step: ToolStep) {
  return { do: "run_tool", step } as const;
}
