import { parseArgs } from "node:util";

import pc from "picocolors";

import { given, main } from "../src/triggers/main.ts";
import { play } from "./play.ts";
import { readNamed, scenarioNames } from "./read.ts";

/** Plays the scenarios that are named, or all of them: a line for each, and under it what went wrong. */
await main(async () => {
  const { positionals } = parseArgs({ args: given(), allowPositionals: true });
  const names = positionals.length > 0 ? positionals : scenarioNames();
  const scenarios = names.map(readNamed);
  let good = 0;
  for (const [n, scenario] of scenarios.entries()) {
    const problems = await play(scenario);
    const failed = problems.length > 0;
    say(`${failed ? pc.red("✗") : pc.green("✓")} ${names[n]}: ${scenario.name}`);
    for (const problem of problems) say(problem.replace(/^/gm, "    "));
    if (failed) process.exitCode = 1;
    else good += 1;
  }
  say(`${good} of ${names.length} went as they are written.`);
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
