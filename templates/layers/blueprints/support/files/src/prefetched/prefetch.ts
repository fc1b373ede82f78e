import type { Prefetch } from "./agent.ts";
import type { Shop } from "./shop.ts";

/**
 * Factor 13. What the model would ask for first anyway is fetched before it is asked. An intent that is
 * fetched here is not in `steps.ts`: the model cannot ask for it again.
 */
export function prefetch(shop: Shop): Prefetch {
  return {
    list_recent_orders: (signal) => shop.recentOrders(signal),
  };
}
