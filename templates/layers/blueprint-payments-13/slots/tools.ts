    ...lists(payments),
