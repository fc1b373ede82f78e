import { expect, it } from "vitest";

import { steps } from "../src/steps.ts";

it("nobody could approve a new issue, so that is no step", () => {
  const issue = { title: "It fails", description: "", team_id: "team-7" };
  expect(steps.safeParse({ intent: "create_issue", issue }).success).toBe(false);
});
