  z.strictObject({ intent: z.literal("list_recent_orders") }),
