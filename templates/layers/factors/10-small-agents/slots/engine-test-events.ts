  fc.record({ type: fc.constant("agent_called"), call }),
  fc.record({
    type: fc.constant("agent_returned"),
    call,
    outcome,
    message: text,
    ran: fc.array(text),
  }),
