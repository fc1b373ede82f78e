  | { do: "recover_tool" }
  | { do: "sleep"; seconds: number; reason: string }
  | { do: "sleep"; until: string; reason: string }
  | { do: "wake_up"; until: string }
