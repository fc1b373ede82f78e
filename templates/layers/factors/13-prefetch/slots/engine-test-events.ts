  fc.record({
    type: fc.constant("prefetched"),
    fetched: fc.array(
      fc.oneof(fc.record({ intent: name, result: json }), fc.record({ intent: name, error: text })),
      { maxLength: 3 },
    ),
  }),
