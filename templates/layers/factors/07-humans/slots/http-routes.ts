  app.post("/threads/:id/responses", async (c) => {
    const { request, answer, user } = await readResponse(c);
    await threads.respond(c.req.param("id"), request, answer, user);
    return accepted(c, c.req.param("id"));
  });
