  | ({ at: "running"; key: string; worker: string; deadline: string } & Held)
  | ({ at: "doubtful"; key: string; error: string } & Held)
  | { at: "sleeping"; until: string }
