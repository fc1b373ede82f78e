  | { type: "tool_started"; intent: string; key: string; worker: string; deadline: string }
  | { type: "tool_interrupted"; intent: string; key: string; again: boolean; error: string }
