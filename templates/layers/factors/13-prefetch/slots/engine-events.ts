  | { type: "prefetched"; fetched: { intent: string; result?: unknown; error?: string }[] }
