import type { Toolbox } from "../../agent.ts";
import { deployment, type Infrastructure } from "../../infrastructure.ts";
import type { Step } from "./steps.ts";

const environment = "production";

export function tools(infrastructure: Infrastructure) {
  return {
    roll_back_backend: {
      timeout: 15 * 60_000,
      result: deployment,
      run: ({ tag }, call) => infrastructure.deploy("backend", tag, environment, call),
    },
    roll_back_frontend: {
      timeout: 15 * 60_000,
      result: deployment,
      run: ({ tag }, call) => infrastructure.deploy("frontend", tag, environment, call),
    },
  } satisfies Toolbox<Step>;
}

export type ToolStep = Extract<Step, { intent: keyof ReturnType<typeof tools> }>;
