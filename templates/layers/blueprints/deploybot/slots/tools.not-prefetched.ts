    ...lists(infrastructure),
