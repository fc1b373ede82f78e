  | { type: "agent_called"; call: Call }
  | { type: "agent_returned"; call: Call; outcome: Outcome; message: string; ran: string[] }
