  errors: 3,
