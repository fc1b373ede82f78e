import { parseArgs } from "node:util";

import pc from "picocolors";

import { printer } from "../src/show.ts";
import { given, main } from "../src/triggers/main.ts";
import type { Stage } from "./cast.ts";
import { play } from "./play.ts";
import { readNamed, scenarioNames } from "./read.ts";
import type { Scenario } from "./scenario.ts";

/** Tells the stories that are named, or those whose name begins with "demo". */
await main(async () => {
  const { values, positionals } = parseArgs({
    args: given(),
    allowPositionals: true,
    options: {
      fast: { type: "boolean" },
    },
  });
  const names = positionals.length > 0 ? positionals : scenarioNames("demo");
  const told = names.map(readNamed);
  const stage: Stage = {
    saw: printer(say),
    pace: process.stdout.isTTY && !values.fast ? 250 : 0,
  };
  for (const scenario of told) await tell(scenario, stage);
  say(pc.dim("\nThe model followed a script. Everything else is the agent as it is."));
});

async function tell(scenario: Scenario, stage: Stage): Promise<void> {
  title(scenario.name);
  const problems = await play(scenario, stage);
  for (const problem of problems) say(pc.red(problem));
  if (problems.length > 0) process.exitCode = 1;
}

function title(text: string): void {
  say(`\n${pc.bold(text)}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
