  | { do: "call_agent"; agent: string; message: string }
  | { do: "await_agent" }
