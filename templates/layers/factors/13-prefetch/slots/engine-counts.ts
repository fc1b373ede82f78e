    prefetched: count.prefetched || event.type === "prefetched",
