  tokens: 200_000,
  minutes: 30,
