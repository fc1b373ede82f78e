    case "list_constants":
      return run(step);
