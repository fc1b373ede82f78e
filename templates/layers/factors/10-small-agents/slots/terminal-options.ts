      agent: { type: "string" },
