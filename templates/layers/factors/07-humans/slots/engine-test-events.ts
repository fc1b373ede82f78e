  fc.record({ type: fc.constant("human_asked"), request }),
  fc.record({
    type: fc.constant("human_answered"),
    request: fc.constantFrom("request-1", "request-2"),
    kind,
    answer,
    user: text,
  }),
