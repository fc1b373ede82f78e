import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { play } from "../scenarios/play.ts";
import { readScenario, scenarioSchema } from "../scenarios/scenario.ts";

const schema = "scenario.schema.json";
const files = readdirSync("scenarios").filter((file) => file.endsWith(".json") && file !== schema);

test.each(files)("%s goes as it is written", async (file) => {
  const { problems } = await play(readScenario(`scenarios/${file}`));
  expect(problems).toEqual([]);
});

test("editors check scenarios against the same schema", () => {
  const shipped = JSON.parse(readFileSync(`scenarios/${schema}`, "utf8")) as unknown;
  expect(shipped).toEqual(scenarioSchema);
});
