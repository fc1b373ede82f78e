type Call<G extends unknown[], R> = (...given: G) => Promise<R>;

/** A call whose errors never quote the key: they become events, which the model, the log and the disk get. */
export function sealed<G extends unknown[], R>(key: string, call: Call<G, R>): Call<G, R> {
  return async (...given) => {
    try {
      return await call(...given);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(key ? message.replaceAll(key, "[key]") : message);
    }
  };
}
