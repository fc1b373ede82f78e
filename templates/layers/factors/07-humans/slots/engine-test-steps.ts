  z.strictObject({ intent: z.literal("pay"), to: z.string(), amount: z.int() }),
  z.strictObject({ intent: z.literal("ask"), question: z.string(), options }),
