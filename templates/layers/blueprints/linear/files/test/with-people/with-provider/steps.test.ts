import { expect, it } from "vitest";

import { readStep } from "../src/determine-next-step.ts";
import { readReply, wireSchema } from "../src/model/schema.ts";
import { steps } from "../src/steps.ts";

const issue = { title: "Disk full", description: "At 03:10.", team_id: "team-7" };

it("an issue is said to a provider as an object of its own, with every field required", () => {
  const said = JSON.stringify(wireSchema(steps));
  const text = JSON.stringify({ type: "string" });
  expect(said).toContain(
    `"issue":{"type":"object","properties":{"title":${text},"description":${text},"team_id":${text},` +
      `"assignee_id":{"anyOf":[${text},{"type":"null"}]}},` +
      `"required":["title","description","team_id","assignee_id"],"additionalProperties":false}`,
  );
});

it("an issue for nobody comes back without an assignee", () => {
  const step = { intent: "create_issue", issue: { ...issue, assignee_id: null } };
  const { output } = readReply(JSON.stringify({ step }), steps);
  expect(readStep({ steps }, output)).toEqual({
    ok: true,
    step: { intent: "create_issue", issue },
  });
});

it("an issue that is not nested is no step", () => {
  expect(readStep({ steps }, { intent: "create_issue", ...issue }).ok).toBe(false);
});
