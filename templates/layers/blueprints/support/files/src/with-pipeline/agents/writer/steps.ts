import { z } from "zod";

export const steps = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("write_note"), text: z.string().min(1) }),
]);

export type Step = z.infer<typeof steps>;
