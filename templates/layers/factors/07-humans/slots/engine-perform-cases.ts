    case "contact_human":
      yield [
        { type: "human_asked", request: requestOf(command.question, turn.state.count.events) },
      ];
      return;
