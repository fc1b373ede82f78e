import { z } from "zod";

const tag = z.string().describe("the tag to go back to, such as v1.2.2");

export const steps = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("roll_back_backend"), tag }),
  z.strictObject({ intent: z.literal("roll_back_frontend"), tag }),
  z.strictObject({ intent: z.literal("done_for_now"), message: z.string() }),
]);

export type Step = z.infer<typeof steps>;
