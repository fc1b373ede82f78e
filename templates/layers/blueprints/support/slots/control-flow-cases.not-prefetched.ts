    case "list_recent_orders":
      return run(step);
