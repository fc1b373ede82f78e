  z.strictObject({ intent: z.literal("list_constants") }),
