import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

import pc from "picocolors";

import { agents } from "../src/agents.ts";
import { UserError } from "../src/user-error.ts";
import { printer } from "../src/show.ts";
import { openKeyboard, type Keyboard } from "../src/triggers/keyboard.ts";
import { main } from "../src/triggers/main.ts";
import { promptFor, readAnswer } from "../src/triggers/person.ts";
import { improvise } from "./improvise.ts";
import { play, type Stage } from "./play.ts";
import { readScenario } from "./scenario.ts";

const names = readdirSync("scenarios")
  .filter((file) => file.endsWith(".json") && file !== "scenario.schema.json")
  .map((file) => file.slice(0, -".json".length))
  .toSorted();

/** Tells the stories that are named, or those whose name begins with "demo". */
await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      fast: { type: "boolean" },
      interactive: { type: "boolean" },
    },
  });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new UserError(`There is no scenario ${unknown}: choose ${names.join(", ")}.`);
  const told =
    positionals.length > 0 ? positionals : names.filter((name) => name.startsWith("demo"));
  const stage: Stage = {
    saw: printer(agents, say),
    pace: process.stdout.isTTY && !values.fast ? 250 : 0,
  };
  if (values.interactive) return playAlong(told, stage, openKeyboard());
  for (const name of told) await tell(name, stage);
  say(pc.dim("\nThe model followed a script. Everything else is the agent as it is."));
  say(pc.dim("Be the person in the story: npm run demo -- --interactive"));
});

async function tell(name: string, stage: Stage): Promise<void> {
  const scenario = readScenario(`scenarios/${name}.json`);
  title(scenario.name);
  const { problems } = await play(scenario, stage);
  for (const problem of problems) say(pc.red(problem));
  if (problems.length > 0) process.exitCode = 1;
}

/** You are the person, so the model improvises; of the script only the faults are left. */
async function playAlong(told: string[], stage: Stage, keyboard: Keyboard): Promise<void> {
  if (!process.stdin.isTTY) throw new UserError("--interactive needs a terminal.");
  let left = false;
  const person: Stage["person"] = async (request) => {
    for (;;) {
      const line = await keyboard.ask(promptFor(request));
      left = line === undefined;
      const answer = left ? undefined : readAnswer(request, line ?? "");
      if (left || answer) return answer;
    }
  };
  for (const name of told) {
    const scenario = readScenario(`scenarios/${name}.json`);
    title(scenario.name);
    const turns = scenario.turns.filter((turn) => "tool" in turn);
    await play({ ...scenario, turns }, { ...stage, person, model: improvise });
    if (left) break;
  }
  keyboard.close();
}

function title(text: string): void {
  say(`\n${pc.bold(text)}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
