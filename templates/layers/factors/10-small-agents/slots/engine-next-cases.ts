    case "delegating":
      return { do: "await_agent" };
