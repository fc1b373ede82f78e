import { setTimeout as sleep } from "node:timers/promises";

import { ModelError, type Model, type ModelRequest } from "./model.ts";

/** How long a reply may take, in milliseconds: a model that thinks takes minutes. */
const longest = 180_000;
/** How often a provider that is unavailable is asked again. */
const retries = 3;
/** Milliseconds before the first of them; the next waits twice as long. */
const pause = 500;
/** Milliseconds. A provider that wants to be left alone for longer is not waited for. */
const longestPause = 60_000;

/** What `patient` waits by; tests have one of their own. */
export interface Patience {
  /** Aborts when a reply takes too long. */
  limit(): AbortSignal;
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
  /** From 0 to 1, so that those who were turned away together do not come back together. */
  random(): number;
}

const real: Patience = {
  limit: () => AbortSignal.timeout(longest),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  random: () => Math.random(),
};

/** Asks again while the provider is unavailable, a few times. Only what comes of it in the end is an event. */
export function patient(model: Model, patience = real): Model {
  return {
    async reply(request) {
      for (let attempt = 0; ; attempt++) {
        try {
          return await once(model, request, patience.limit());
        } catch (error) {
          const again = error instanceof ModelError && error.reason === "unavailable";
          if (!again || attempt === retries || request.signal.aborted) throw error;
          const spread = pause * 2 ** attempt * (1 + patience.random());
          const wait = error.retryAfter ?? spread;
          if (wait > longestPause) throw error;
          await patience.sleep(wait, request.signal);
          request.hear(null);
        }
      }
    },
  };
}

async function once(model: Model, request: ModelRequest, limit: AbortSignal) {
  try {
    const signal = AbortSignal.any([request.signal, limit]);
    return await model.reply({ ...request, signal });
  } catch (error) {
    if (!limit.aborted || request.signal.aborted) throw error;
    throw new ModelError("unavailable", `no reply came within ${longest / 1000} seconds`);
  }
}
