import type { Prefetch } from "./agent.ts";
import type { ConstantSource } from "./constants.ts";

/**
 * Factor 13. What the model would ask for first anyway is fetched before it is asked. An intent that is
 * fetched here is not in `steps.ts`: the model cannot ask for it again.
 */
export function prefetch(source: ConstantSource): Prefetch {
  return {
    list_constants: (signal) => source.list(signal),
  };
}
