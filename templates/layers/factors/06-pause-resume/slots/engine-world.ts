    worker,
    isDead,
    closing: new AbortController(),
