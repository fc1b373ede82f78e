import { expect, it } from "vitest";

import { agents, main } from "../src/agents.ts";
import { simulated, type Linear } from "../src/linear.ts";
import { cached } from "../src/summarise.ts";
import { eventsOf, play, testWorld } from "./support.ts";

it("a long result is summarised once for the model, and stays whole in the thread", async () => {
  const description = `It began in spring. ${"And then it failed. ".repeat(2000)}`;
  const issues = [{ id: "OPS-7", title: "Backup", description, team_id: "operations" }];
  const linear: Linear = { ...simulated(), searchIssues: async () => ({ issues }) };
  const search = { intent: "search_issues", query: "backup", what_youre_looking_for: "the latest" };
  const done = { intent: "done_for_now", message: "Since spring." };
  const world = testWorld({
    says: [search, search, done],
    agent: { ...agents(linear)[main], name: "main" },
  });
  const texts: string[] = [];
  world.summarise = cached(async (text) => {
    texts.push(text);
    return "OPS-7, since spring";
  });

  const id = await play(world, "How long has the backup been failing?");

  expect(texts).toEqual([JSON.stringify({ issues })]);
  const read = JSON.stringify(world.requests.at(-1)?.user);
  expect(read.match(/OPS-7, since spring/g)).toHaveLength(2);
  expect(read).not.toContain("And then it failed.");
  const results = (await eventsOf(world, id)).filter(({ type }) => type === "tool_succeeded");
  expect(results).toMatchObject([{ result: { issues } }, { result: { issues } }]);
});
