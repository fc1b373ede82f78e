    ...lists(source),
