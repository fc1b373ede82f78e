  z.strictObject({ intent: z.literal("hand_over"), task: z.string() }),
