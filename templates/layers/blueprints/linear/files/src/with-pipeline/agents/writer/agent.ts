import type { Agent } from "../../agent.ts";
import { limits } from "../../limits.ts";
import { route } from "./control-flow.ts";
import * as prompt from "./prompt.ts";
import { steps, type Step } from "./steps.ts";

/** A second micro-agent: one thing to say, and nothing that it could do. */
export const writer: Agent<Step> = {
  name: "writer",
  prompt,
  steps,
  route,
  tools: {},
  limits: { ...limits, steps: 3 },
};
