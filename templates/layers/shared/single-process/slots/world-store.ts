  return files("threads");
