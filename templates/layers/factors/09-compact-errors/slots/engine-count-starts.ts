    errors: noErrors,
