import { expect, it } from "vitest";

import { simulated } from "../src/linear.ts";

const { signal } = new AbortController();
const call = (key: string) => ({ key, signal });

it("the simulated Linear creates one issue a key", async () => {
  const linear = simulated();
  const team_id = (await linear.listTeams(signal)).teams[0]?.id ?? "";
  const issue = { title: "Disk full", description: "At 03:10.", team_id };
  const created = await linear.createIssue(issue, call("a:1"));
  expect(await linear.createIssue(issue, call("a:1"))).toEqual(created);
  expect(await linear.searchIssues("disk", signal)).toEqual({
    issues: [{ id: created.issue_id, ...issue }],
  });
  expect(await linear.createIssue(issue, call("a:2"))).not.toEqual(created);
});

it("the simulated Linear knows its teams and users, by their ids", async () => {
  const linear = simulated();
  const team_id = (await linear.listTeams(signal)).teams[0]?.id ?? "";
  const create = (more: object) =>
    linear.createIssue({ title: "Disk full", description: "", team_id, ...more }, call("a:1"));
  await expect(create({ team_id: "Operations" })).rejects.toThrow("teamId must be a UUID.");
  await expect(create({ team_id: crypto.randomUUID() })).rejects.toThrow("there is no team");
  await expect(create({ assignee_id: team_id })).rejects.toThrow("there is no user");
});
