    case "list_git_tags":
      return run(step);
