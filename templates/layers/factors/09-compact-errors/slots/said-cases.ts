    case "compacted":
      return [];
