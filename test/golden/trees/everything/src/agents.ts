import type { Agent } from "./agent.ts";
import { rollback } from "./agents/rollback/agent.ts";
import { judge, route } from "./control-flow.ts";
import { simulated, type Infrastructure } from "./infrastructure.ts";
import { limits } from "./limits.ts";
import { pipeline } from "./pipeline.ts";
import { prefetch } from "./prefetch.ts";
import * as prompt from "./prompt.ts";
import { steps, type Step } from "./steps.ts";
import { tools } from "./tools.ts";

/** Who takes a thread when nobody is named. */
export const main = "deploybot";

/** Plug the real infrastructure in here. */
export function agents(infrastructure: Infrastructure = simulated()): Record<string, Agent> {
  const deploybot: Agent<Step> = {
    name: main,
    prompt,
    reasoning: false, // true: it writes down why before it chooses
    steps,
    route,
    judge,
    tools: tools(infrastructure),
    limits,
    prefetch: prefetch(infrastructure),
  };
  return {
    deploybot,
    rollback: rollback(infrastructure),
    pipeline: pipeline(infrastructure),
  };
}
