import type { Agent } from "../../agent.ts";
import type { Infrastructure } from "../../infrastructure.ts";
import { limits } from "../../limits.ts";
import { prefetch } from "../../prefetch.ts";
import { route } from "./control-flow.ts";
import * as prompt from "./prompt.ts";
import { steps, type Step } from "./steps.ts";
import { tools } from "./tools.ts";

/** A second micro-agent: its own words, its own short list of steps, a tight budget. */
export function rollback(infrastructure: Infrastructure): Agent<Step> {
  return {
    name: "rollback",
    prompt,
    steps,
    route,
    tools: tools(infrastructure),
    limits: { ...limits, steps: 8 },
    prefetch: prefetch(infrastructure),
  };
}
