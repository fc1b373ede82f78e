    case "recover_tool":
      yield* recoverTool(turn);
      return;
    case "sleep":
      yield [fallAsleep(command, turn.world)];
      return;
    case "wake_up":
      if (turn.world.now().toISOString() >= command.until) yield [{ type: "woke_up" }];
      return;
