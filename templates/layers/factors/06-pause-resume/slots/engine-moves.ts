    case "tool_started":
      if (!held) return state;
      return {
        ...held,
        at: "running",
        key: event.key,
        worker: event.worker,
        deadline: event.deadline,
      };
    case "tool_interrupted":
      if (!held) return state;
      if (event.again) return { ...held, at: "cleared" };
      return { ...held, at: "doubtful", key: event.key, error: event.error };
    case "fell_asleep":
      return { at: "sleeping", until: event.until };
    case "cancelled":
      return { at: "resting", outcome: "stopped", message: "cancelled", key: openKey(state) };
