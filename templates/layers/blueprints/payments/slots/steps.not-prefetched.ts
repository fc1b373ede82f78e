  z.strictObject({ intent: z.literal("list_customers") }),
  z.strictObject({ intent: z.literal("list_products") }),
  z.strictObject({ intent: z.literal("list_prices") }),
