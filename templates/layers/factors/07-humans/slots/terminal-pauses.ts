    if (now.state.at === "waiting") {
      const { request } = now.state;
      const answer = await askPerson(request, keyboard);
      if (!answer) return undefined;
      await threads.respond(now.thread.id, request.id, answer, options.user);
      return toRest(id);
    }
