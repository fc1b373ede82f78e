import { z } from "zod";

export const steps = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("give_review"),
    sentence: z.string().describe("whether the note is clear, and if not, what is missing"),
  }),
]);

export type Step = z.infer<typeof steps>;
