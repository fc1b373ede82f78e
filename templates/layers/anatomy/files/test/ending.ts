import type { Ending } from "../scenarios/differences.ts";

/** How a story has ended that calls three tools. */
export const ending: Ending = {
  status: "resting",
  events: ["launched", "step_chosen", "stopped"],
  calls: ["a", "b", "c"].map((tool) => ({ tool, arguments: { n: 1 } })),
  refused: [],
  windows: "a and b",
};

export const call = (tool: string, n = 1) => ({ tool, arguments: { n } });
