    case "waiting":
