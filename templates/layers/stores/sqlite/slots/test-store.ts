  const store = sqlite(`${folder}/threads.db`);
  onTestFinished(() => store.close());
  return store;
