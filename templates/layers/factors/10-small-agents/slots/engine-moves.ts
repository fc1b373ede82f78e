    case "agent_called":
      return { at: "delegating", call: event.call };
