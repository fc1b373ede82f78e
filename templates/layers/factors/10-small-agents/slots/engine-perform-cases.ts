    case "call_agent":
      yield [callAgent(command, turn)];
      return;
    case "await_agent":
      yield* awaitAgent(turn);
      return;
