import { expect, it } from "vitest";

import { route } from "../src/control-flow.ts";
import type { Step } from "../src/steps.ts";

it("waiting costs nothing: the thread sleeps", () => {
  const step: Step = { intent: "wait_for_a_while", seconds: 60, reason: "the build runs" };
  expect(route(step)).toEqual({ do: "sleep", seconds: 60, reason: "the build runs" });
  const time = "2026-03-16T23:00:00+01:00";
  const night: Step = { intent: "wait_until", time, reason: "nobody is awake then" };
  expect(route(night)).toEqual({ do: "sleep", until: time, reason: "nobody is awake then" });
});
