import type { Agent } from "../../agent.ts";
import { limits } from "../../limits.ts";
import { judge, route } from "./control-flow.ts";
import * as prompt from "./prompt.ts";
import { steps, type Step } from "./steps.ts";

/** A second micro-agent: its own words, one step to choose, and no tools. */
export const writer: Agent<Step> = {
  name: "writer",
  prompt,
  steps,
  route,
  judge,
  tools: {},
  limits: { ...limits, steps: 3 },
};
