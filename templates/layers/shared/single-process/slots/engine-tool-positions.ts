  | ({ at: "running" } & Held)
