  return env.MODEL === "scripted" ? scripted(readScript(env), main) : patient(mistral(env));
