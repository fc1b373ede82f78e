    case "woke_up":
