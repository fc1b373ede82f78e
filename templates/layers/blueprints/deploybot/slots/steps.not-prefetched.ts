  z.strictObject({ intent: z.literal("list_git_tags") }),
