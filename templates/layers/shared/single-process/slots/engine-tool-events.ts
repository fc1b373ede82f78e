  | { type: "tool_started"; intent: string; key: string }
