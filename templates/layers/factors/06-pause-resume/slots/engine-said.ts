    case "tool_interrupted":
      return event.again ? [] : [{ name: "error", data: event.error }];
    case "woke_up":
      return [{ name: "woke_up", data: `it is ${event.time}` }];
    case "fell_asleep":
    case "cancelled":
      return [];
