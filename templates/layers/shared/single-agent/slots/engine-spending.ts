    spent: spend(count.spent, event),
