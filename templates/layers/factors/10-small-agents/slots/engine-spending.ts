    spent: spend(count.spent, event, isBusy(state) ? count.updated : event.time),
