import type { Agent, Turn } from "./agent.ts";
import type { Command } from "./command.ts";
import { formatError } from "./errors.ts";
import type { Count } from "./state.ts";
import type { NewEvent } from "./thread.ts";

/** A rule: fetched once a thread, before its first step. */
export function prefetchFirst({ prefetch }: Agent, { prefetched }: Count): Command | undefined {
  return prefetch && !prefetched ? { do: "prefetch" } : undefined;
}

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
