  tooManyErrors, // in a row: it is stuck
