    case "running":
