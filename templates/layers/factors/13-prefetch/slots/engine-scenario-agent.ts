    ...(agent.prefetch && { prefetch: fetches(agent.prefetch, script) }),
