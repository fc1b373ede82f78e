    case "agent_called":
      return []; // the step before it has said it
    case "agent_returned": {
      const { call, outcome, message } = event;
      return [{ name: `${call.agent}_result`, data: { outcome, message } }];
    }
