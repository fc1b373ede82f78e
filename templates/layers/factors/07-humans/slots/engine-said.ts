    case "human_asked": {
      const { kind, question } = event.request;
      if (kind === "approval" || kind === "input") return []; // the step before it has said it
      return [{ name: "request_human_input", data: question }];
    }
    case "human_answered": {
      const { type: _, ...values } = event.answer;
      const data = { ...values, timestamp: event.time, user: event.user };
      return [{ name: "human_response", data }];
    }
