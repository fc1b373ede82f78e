    if (now.state.at === "sleeping" && process.stdin.isTTY)
      return (await waitUntil(now.state.until, world, keyboard)) ? toRest(id) : undefined;
