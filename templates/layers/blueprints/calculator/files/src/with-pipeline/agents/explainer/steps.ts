import { z } from "zod";

export const steps = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("done_for_now"), message: z.string() }),
]);

export type Step = z.infer<typeof steps>;
