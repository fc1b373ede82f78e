  return env.MODEL === "scripted" ? scripted(readScript(env), main) : openai(env);
