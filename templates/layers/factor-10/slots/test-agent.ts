  limits,
