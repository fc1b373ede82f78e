import type { Limits } from "./agent.ts";

/** What one task may cost. An agent takes these, or some of its own: `{ ...limits, steps: 8 }`. */
export const limits: Limits = {
  steps: 20,
};
