  // May be repeated; what the others do is done twice when they run twice.
  look: { idempotent: true, run: async ({ at }) => ({ at, found: true }) },
