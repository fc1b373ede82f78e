    case "agent_called":
    case "agent_returned":
      return undefined; // the steps of both threads have said it
