import type { Agent } from "../../agent.ts";
import { limits } from "../../limits.ts";
import { route } from "./control-flow.ts";
import * as prompt from "./prompt.ts";
import { steps, type Step } from "./steps.ts";

/** A second micro-agent: its own words, one step, no tools, a tight budget. */
export const reviewer: Agent<Step> = {
  name: "reviewer",
  prompt,
  steps,
  route,
  tools: {},
  limits: { ...limits, steps: 5 },
};
