    case "prefetched": {
      const of = event.fetched.map(({ intent, result, error }) => [intent, error ?? result]);
      return { who: "code", what: "fetched", values: Object.fromEntries(of), tone: "dim" };
    }
