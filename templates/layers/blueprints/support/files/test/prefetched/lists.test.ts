import { expect, it } from "vitest";

import { steps } from "../src/steps.ts";

it.each(["list_recent_orders"])("what is fetched beforehand cannot be asked for: %s", (intent) => {
  expect(steps.safeParse({ intent }).success).toBe(false);
});
