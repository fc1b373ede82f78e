import { setTimeout as sleep } from "node:timers/promises";

import type { Model } from "./model.ts";

/** What `paced` waits by; tests have one of their own. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
}

const real: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** Factor 8. At most so many calls in any minute, by all threads together; the others wait for their turn. */
export function paced(model: Model, perMinute: number, clock = real): Model {
  const starts: number[] = []; // of the latest calls, the oldest first
  return {
    async reply(request) {
      const now = clock.now();
      const oldest = starts.length < perMinute ? undefined : starts.shift();
      const start = oldest === undefined ? now : Math.max(now, oldest + 60_000);
      starts.push(start);
      if (start > now) await clock.sleep(start - now, request.signal);
      return model.reply(request);
    },
  };
}
