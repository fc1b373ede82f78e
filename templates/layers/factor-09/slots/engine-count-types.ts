  errors: ErrorCount;
