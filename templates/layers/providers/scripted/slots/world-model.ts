  return scripted(readScript(env), main);
