  | { at: "delegating"; call: Call }
