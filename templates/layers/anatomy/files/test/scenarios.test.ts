import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { differences } from "../scenarios/differences.ts";
import { play } from "../scenarios/play.ts";
import { readNamed, readScenario, scenarioNames } from "../scenarios/read.ts";
import { scenarioSchema, type Scenario } from "../scenarios/scenario.ts";
import { call, ending } from "./ending.ts";
import { temporaryFolder } from "./support.ts";

test.each(scenarioNames())("%s goes as it is written", async (name) => {
  expect(await play(readNamed(name))).toEqual([]);
});

test("editors check scenarios against the same schema", () => {
  const shipped: unknown = JSON.parse(readFileSync("scenarios/scenario.schema.json", "utf8"));
  expect(shipped).toEqual(scenarioSchema);
});

describe("a file that is no scenario", () => {
  const reading = (text: string) => {
    const file = join(temporaryFolder(), "wrong.json");
    writeFileSync(file, text);
    try {
      return readScenario(file);
    } catch (error) {
      return (error as Error).message.replaceAll(file, "wrong.json");
    }
  };

  test("is told what is wrong in which line and field", () => {
    const text = `{
  "start": { "massage": "" },
  "turns": [
    { "tool": { "error": "down" } },
    { "message": 3 },
    { "tool": { "intent": "look", "eror": "down" } }
  ],
  "expect": {
    "status": "done",
    "contain": []
  }
}`;
    expect(reading(text))
      .toBe(`wrong.json:1: name: Invalid input: expected string, received undefined
wrong.json:2: start: needs one of message, event, events
wrong.json:4: turns[0].tool.intent: Invalid input: expected string, received undefined
wrong.json:5: turns[1].message: Invalid input: expected string, received number
wrong.json:6: turns[2].tool: Unrecognized key: "eror"
wrong.json:9: expect.status: Invalid option: expected one of "resting"|"stopped"|"failed"
wrong.json:10: expect: Unrecognized key: "contain"`);
  });

  test.each([
    ["a comma too many", '{\n  "name": "x",\n}', 3],
    ["a comma too few", '{\n  "name": "x"\n  "turns": []\n}', 3],
    ["a value too few", '{\n  "name":\n}', 3],
    ["other quotes", "{\n  'name': 'x'\n}", 2],
    ["a comment", '{\n  // a story\n  "name": "x"\n}', 2],
    ["no end", '{\n  "name": "x",\n  "turns": [\n', 3],
    ["one thing after the other", '{ "name": "x" }\n\n{}', 3],
  ])("is told where it is no JSON: %s", (_name, text, line) => {
    expect(reading(text)).toMatch(new RegExp(`^wrong.json:${line}: no JSON: [^\\n]+$`));
  });

  test("may say nothing twice", () => {
    expect(reading('{\n  "name": "x",\n  "name": "y"\n}')).toBe(
      "wrong.json:3: this key is there twice",
    );
  });
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
    const problems = await wrong([done], { status: "failed", contains: ["Bye.", "Hi."] });
    expect(problems).toEqual([
      "expect.status: expected failed, got resting: Bye.",
      'expect.contains: "Hi." is in no context window',
    ]);
  });

  test("says which turn is missing, and which are left", async () => {
    expect((await wrong([]))[0]).toMatch(/^turns\[0\]: a model turn of .+ is due, but none/);
    const problems = await wrong([done, { tool: { intent: "none" } }]);
    expect(problems).toEqual(["turns[1]: 1 not played"]);
  });

  test("may not say what is no step, unless it expects that", async () => {
    const rocket = { model: { intent: "launch_rocket" } };
    const problems = await wrong([rocket, done]);
    expect(problems.join("\n")).toMatch(/no step, and nothing in expect says so: not a valid step/);
    const expecting = await wrong([rocket, done], { contains: ["not a valid step"] });
    expect(expecting.join("\n")).not.toContain("no step");
  });
});

test("lists that differ are shown side by side", () => {
  const calls = [call("a"), call("b", 2), call("c")];
  expect(differences({ status: "resting", calls }, ending)).toEqual([
    `expect.calls, - expected, + got:
    {"tool":"a","arguments":{"n":1}}
  - {"tool":"b","arguments":{"n":2}}
  + {"tool":"b","arguments":{"n":1}}
    {"tool":"c","arguments":{"n":1}}`,
  ]);
});
