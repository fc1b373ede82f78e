import { z } from "zod";

import { options } from "./humans.ts";
import { environment } from "./infrastructure.ts";

const tag = z.string().describe("a git tag such as v1.2.3");

/**
 * Factors 1 and 4. The closed list of what the model may ask for; `intent` tells them apart. A new one
 * here does not compile until `control-flow.ts` says what it leads to and `tools.ts` how it is done.
 */
export const steps = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("get_workflow_status"), workflow_name: z.string() }),
  z.strictObject({ intent: z.literal("deploy_backend"), tag, environment }),
  z.strictObject({ intent: z.literal("deploy_frontend"), tag, environment }),
  z.strictObject({
    intent: z.literal("wait_for_a_while"),
    seconds: z.int().positive().max(604_800),
    reason: z.string(),
  }),
  z.strictObject({
    intent: z.literal("wait_until"),
    time: z.iso.datetime({ offset: true }).describe("such as 2026-03-16T22:00:00Z"),
    reason: z.string(),
  }),
  z.strictObject({
    intent: z.literal("request_human_input"),
    question: z.string(),
    context: z.string(),
    options,
  }),
  z.strictObject({
    intent: z.literal("nothing_to_do"),
    reason: z.string().describe("why this needs no deployment; nobody is told"),
  }),
  z.strictObject({ intent: z.literal("done_for_now"), message: z.string() }),
]);

export type Step = z.infer<typeof steps>;
