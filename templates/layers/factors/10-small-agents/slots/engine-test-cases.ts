    case "hand_over":
      return { do: "call_agent", agent: "helper", message: step.task };
