    case "step_refused":
    case "model_failed":
    case "tool_failed":
      return { at: "resting", outcome: "failed", message: event.error };
