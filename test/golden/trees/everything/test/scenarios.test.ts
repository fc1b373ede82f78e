import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { play } from "../scenarios/play.ts";
import { readScenario, scenarioSchema, type Scenario } from "../scenarios/scenario.ts";
import { temporaryFolder } from "./support.ts";

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

test("a file that is no scenario is told what is wrong where", () => {
  const file = join(temporaryFolder(), "wrong.json");
  const turns = [{ tool: { error: "down" } }, { message: 3 }];
  const expected = { status: "resting", contain: [] };
  writeFileSync(
    file,
    JSON.stringify({ name: "x", start: { massage: "" }, turns, expect: expected }),
  );
  expect(() => readScenario(file)).toThrow(`${file} is not a scenario:
  start: needs one of message, event
  turns[0].tool.intent: Invalid input: expected string, received undefined
  turns[1].message: Invalid input: expected string, received number
  expect: Unrecognized key: "contain"`);
});

describe("a scenario that does not go as it is written", () => {
  const done = { model: { intent: "done_for_now", message: "Bye." } };
  const wrong = (turns: Scenario["turns"], expected: Partial<Scenario["expect"]> = {}) =>
    play({
      name: "wrong",
      start: { message: "Hello" },
      turns,
      expect: { status: "resting", ...expected },
    });

  test("says what was expected and what it is", async () => {
    const { problems } = await wrong([done], { status: "failed", contains: ["Bye.", "Hi."] });
    expect(problems).toEqual([
      'expect.status: "failed", but it is "resting"',
      'expect.contains: "Hi." is in no context window',
    ]);
  });

  test("says which turn is missing, and which are left", async () => {
    expect((await wrong([])).problems[0]).toMatch(
      /^turns\[0\]: a model turn of .+ is due, but none/,
    );
    const { problems } = await wrong([done, { tool: { intent: "none" } }]);
    expect(problems).toEqual(["turns[1]: 1 not played"]);
  });
});
