import { z } from "zod";

export const steps = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("write_note"),
    text: z.string().describe("the whole note, ready to send"),
  }),
]);

export type Step = z.infer<typeof steps>;
