import { z } from "zod";

import type { ModelRequest } from "../src/model/model.ts";

/** A request for one step, of which a test says what matters to it. */
export function request(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    agent: "main",
    system: "You are a test.",
    user: ["What now?"],
    stable: 0,
    steps: z.strictObject({ intent: z.literal("done") }),
    reasoning: false,
    turn: 0,
    hear: () => {},
    signal: new AbortController().signal,
    ...more,
  };
}
