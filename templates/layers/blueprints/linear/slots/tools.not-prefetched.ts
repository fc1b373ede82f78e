    ...lists(linear),
