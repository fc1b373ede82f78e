  look: { run: async ({ at }) => ({ at, found: true }) },
