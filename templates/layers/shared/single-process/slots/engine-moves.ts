    case "tool_started":
      return held ? { ...held, at: "running" } : state;
