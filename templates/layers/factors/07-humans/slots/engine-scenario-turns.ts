  z.strictObject({
    human: z.union([
      z.strictObject({ approve: z.literal(true), comment: z.string().optional() }),
      z.strictObject({ reject: z.string().describe("the comment") }),
      z.strictObject({ answer: z.union([z.string().min(1), z.boolean()]) }),
    ]),
  }),
