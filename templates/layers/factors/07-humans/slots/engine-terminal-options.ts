      user: { type: "string", default: process.env.USER },
