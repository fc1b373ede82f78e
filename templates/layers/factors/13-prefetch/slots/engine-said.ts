    case "prefetched":
      return event.fetched.flatMap(({ intent, result, error }) =>
        error === undefined
          ? [
              { name: intent, data: {} },
              { name: `${intent}_result`, data: result },
            ]
          : [{ name: "error", data: error }],
      );
