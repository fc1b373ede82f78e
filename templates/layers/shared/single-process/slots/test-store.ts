  return files(folder);
