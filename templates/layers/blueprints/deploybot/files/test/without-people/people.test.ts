import { expect, it } from "vitest";

import { steps } from "../src/steps.ts";

it.each(["deploy_backend", "deploy_frontend"])(
  "nobody can approve, so production is no choice: %s",
  (intent) => {
    const step = { intent, tag: "v1.2.3", environment: "production" };
    expect(steps.safeParse(step).success).toBe(false);
  },
);
