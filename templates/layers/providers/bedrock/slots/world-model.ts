  return env.MODEL === "scripted" ? scripted(readScript(env), main) : patient(bedrock(env));
