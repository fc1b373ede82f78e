    if (now.state.at === "waiting") {
      const { request } = now.state;
      const line = await keyboard.ask(promptFor(request));
      if (line === undefined) return undefined;
      const answer = readAnswer(request, line);
      if (answer) await threads.respond(now.thread.id, request.id, answer, options.user);
      return toRest(id);
    }
