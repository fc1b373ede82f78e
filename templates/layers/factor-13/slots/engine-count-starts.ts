    prefetched: false,
