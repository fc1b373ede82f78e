  z.strictObject({ intent: z.literal("list_teams") }),
  z.strictObject({ intent: z.literal("list_users") }),
