import type { Prefetch } from "./agent.ts";
import type { Infrastructure } from "./infrastructure.ts";

/**
 * Factor 13. What the model would ask for first anyway is fetched before it is asked. An intent that is
 * fetched here is not in `steps.ts`: the model cannot ask for it again.
 */
export function prefetch(infrastructure: Infrastructure): Prefetch {
  return {
    list_git_tags: (signal) => infrastructure.listTags(signal),
  };
}
