    model: scripted(readScript(env), main),
