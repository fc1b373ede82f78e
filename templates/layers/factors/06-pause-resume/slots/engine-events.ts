  | { type: "fell_asleep"; until: string; reason: string }
  | { type: "woke_up" }
  | { type: "cancelled" }
