import type { Prefetch } from "./agent.ts";
import type { Payments } from "./payments.ts";

/**
 * Factor 13. What the model would ask for first anyway is fetched before it is asked. An intent that is
 * fetched here is not in `steps.ts`: the model cannot ask for it again.
 */
export function prefetch(payments: Payments): Prefetch {
  return {
    list_customers: (signal) => payments.listCustomers(signal),
    list_products: (signal) => payments.listProducts(signal),
    list_prices: (signal) => payments.listPrices(signal),
  };
}
