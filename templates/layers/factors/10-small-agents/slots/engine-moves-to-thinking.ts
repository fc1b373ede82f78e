    case "agent_returned":
