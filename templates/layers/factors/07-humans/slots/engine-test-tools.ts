  pay: { run: async ({ to, amount }) => ({ to, amount }) },
