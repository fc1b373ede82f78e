  z.strictObject({ intent: z.literal("nap"), seconds: z.int() }),
