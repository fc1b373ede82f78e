import { expect, it } from "vitest";

import { route } from "../src/control-flow.ts";

it.each(["list_git_tags"] as const)("looking is free: %s", (intent) => {
  expect(route({ intent })).toEqual({ do: "run_tool", step: { intent } });
});
