import { expect, it } from "vitest";

import { steps } from "../src/steps.ts";

it.each(["list_customers", "list_products", "list_prices"])(
  "what is fetched beforehand cannot be asked for: %s",
  (intent) => {
    expect(steps.safeParse({ intent }).success).toBe(false);
  },
);
