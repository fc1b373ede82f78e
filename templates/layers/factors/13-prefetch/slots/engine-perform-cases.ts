    case "prefetch":
      yield [await runPrefetch(turn)];
      return;
