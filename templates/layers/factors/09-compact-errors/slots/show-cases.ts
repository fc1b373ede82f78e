    case "compacted":
      return undefined;
