    case "step_refused":
    case "model_failed":
    case "tool_failed":
    case "compacted":
