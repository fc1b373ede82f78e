    case "tool_interrupted":
      return { who: "code", what: "✗", values: event.error, tone: "red" };
    case "fell_asleep":
      return { who: "code", what: "sleeps", values: { until: event.until } };
    case "woke_up":
      return { who: "code", what: "woke up" };
    case "cancelled":
      return { who: "person", what: "cancelled" };
