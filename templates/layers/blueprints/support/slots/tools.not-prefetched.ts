    ...lists(shop),
