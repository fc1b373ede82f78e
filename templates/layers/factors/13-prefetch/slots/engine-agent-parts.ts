/** What is fetched before the first step, by the name under which the model reads it. */
export type Prefetch = Record<string, (signal: AbortSignal) => Promise<unknown>>;

