import type { Turn } from "./agent.ts";
import { formatError } from "./errors.ts";
import type { NewEvent } from "./thread.ts";

/** All at once, saved as one event. What cannot be fetched is an error in the thread: the agent starts without it. */
export async function runPrefetch({ agent, signal }: Turn): Promise<NewEvent> {
  const fetched = Object.entries(agent.prefetch ?? {}).map(async ([intent, fetch]) => {
    try {
      const result = await fetch(signal);
      return { intent, result: JSON.parse(JSON.stringify(result ?? null)) };
    } catch (error) {
      return { intent, error: formatError(intent, error) };
    }
  });
  return { type: "prefetched", fetched: await Promise.all(fetched) };
}
