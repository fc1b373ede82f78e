  if (state.at === "delegating") return { kind: "agent", thread: state.call.child };
