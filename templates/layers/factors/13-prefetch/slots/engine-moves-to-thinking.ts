    case "prefetched":
