    case "list_teams":
    case "list_users":
      return run(step);
