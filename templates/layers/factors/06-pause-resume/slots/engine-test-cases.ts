    case "nap":
      return { do: "sleep", seconds: step.seconds, reason: "tired" };
