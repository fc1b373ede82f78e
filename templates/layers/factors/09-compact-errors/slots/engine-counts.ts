    errors: countErrors(count.errors, event),
