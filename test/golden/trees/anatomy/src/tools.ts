import type { Toolbox } from "./agent.ts";
import { deployment, workflow, type Infrastructure } from "./infrastructure.ts";
import { lists } from "./lists.ts";
import type { Step } from "./steps.ts";

/** Factor 4. Deterministic code, one function an intent: no model is near. What is thrown becomes an event. */
export function tools(infrastructure: Infrastructure) {
  return {
    ...lists(infrastructure),
    get_workflow_status: {
      result: workflow,
      run: ({ workflow_name }, { signal }) => infrastructure.workflowStatus(workflow_name, signal),
    },
    deploy_backend: {
      timeout: 15 * 60_000,
      result: deployment,
      run: ({ tag, environment }, call) => infrastructure.deploy("backend", tag, environment, call),
    },
    deploy_frontend: {
      timeout: 15 * 60_000,
      result: deployment,
      run: ({ tag, environment }, call) =>
        infrastructure.deploy("frontend", tag, environment, call),
    },
  } satisfies Toolbox<Step>;
}

/** The steps that have a tool. One that is not assignable to it has none here yet. */
export type ToolStep = Extract<Step, { intent: keyof ReturnType<typeof tools> }>;
