    case "human_asked":
      return { ...held, at: "waiting", request: event.request };
    case "human_answered":
      return state.at === "waiting" ? afterAnswer(state.request, held, event.answer) : state;
