import type { Prefetch } from "./agent.ts";
import type { Linear } from "./linear.ts";

/**
 * Factor 13. What the model would ask for first anyway is fetched before it is asked. An intent that is
 * fetched here is not in `steps.ts`: the model cannot ask for it again.
 */
export function prefetch(linear: Linear): Prefetch {
  return {
    list_teams: (signal) => linear.listTeams(signal),
    list_users: (signal) => linear.listUsers(signal),
  };
}
