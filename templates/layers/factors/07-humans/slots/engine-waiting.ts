  if (state.at === "waiting") {
    const { id, ...question } = state.request;
    return { request: id, ...question };
  }
