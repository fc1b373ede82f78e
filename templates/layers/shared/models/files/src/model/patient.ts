import { setTimeout as sleep } from "node:timers/promises";

import { ModelError, type Model, type ModelReply, type ModelRequest } from "./model.ts";
import { tidy } from "./usage.ts";

/** How long a reply may take, in milliseconds: a model that thinks takes minutes. */
const longest = 180_000;
/** How often a provider that is unavailable is asked again. */
const retries = 3;
/** Milliseconds before the first of them; the next waits twice as long. */
const pause = 500;
/** Milliseconds. A provider that wants to be left alone for longer is, and not waited for. */
const longestPause = 60_000;

/** What `patient` waits by; tests have one of their own. */
export interface Patience {
  /** Aborts when a reply takes too long. */
  limit(): AbortSignal;
  sleep(ms: number, signal: AbortSignal): Promise<unknown>;
  now(): number;
  /** From 0 to 1, so that those who were turned away together do not come back together. */
  random(): number;
}

const real: Patience = {
  limit: () => AbortSignal.timeout(longest),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  now: () => Date.now(),
  random: () => Math.random(),
};

/** Asks again while the provider is unavailable, a few times. Only what comes of it in the end is an event. */
export function patient(model: Model, patience = real): Model {
  let closed: { until: number; error: ModelError } | undefined;
  return {
    async reply(request) {
      if (closed && patience.now() < closed.until) throw closed.error;
      for (let attempt = 0; ; attempt++) {
        const limit = patience.limit();
        try {
          return await once(model, request, limit);
        } catch (error) {
          const again = error instanceof ModelError && error.reason === "unavailable";
          const most = limit.aborted ? 1 : retries;
          if (!again || attempt >= most || request.signal.aborted) throw error;
          const { retryAfter = 0 } = error;
          if (retryAfter > longestPause) {
            closed = { until: patience.now() + retryAfter, error };
            throw error;
          }
          const spread = pause * (1 + patience.random());
          const wait = Math.max(spread * 2 ** attempt, retryAfter + spread);
          await patience.sleep(wait, request.signal);
          request.hear(null);
        }
      }
    },
  };
}

async function once(model: Model, request: ModelRequest, limit: AbortSignal): Promise<ModelReply> {
  try {
    const signal = AbortSignal.any([request.signal, limit]);
    const reply = await model.reply({ ...request, signal });
    return { ...reply, usage: tidy(reply.usage) };
  } catch (error) {
    if (limit.aborted && !request.signal.aborted)
      throw new ModelError("unavailable", `no reply came within ${longest / 1000} seconds`);
    if (!(error instanceof ModelError)) throw error;
    const { reason, message, retryAfter, usage } = error;
    throw new ModelError(reason, message, { retryAfter, usage: tidy(usage) });
  }
}
