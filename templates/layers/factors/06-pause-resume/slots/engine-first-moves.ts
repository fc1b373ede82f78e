  // A thread that was cancelled meanwhile takes the outcome of its tool, and rests on.
  if (state.at === "resting" && (event.type === "tool_succeeded" || event.type === "tool_failed")) {
    const { outcome, message } = state;
    return { at: "resting", outcome, message };
  }
