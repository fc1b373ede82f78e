import pc from "picocolors";

import { costOf } from "../model/prices.ts";
import { scripted } from "../model/scripted.ts";
import { visible } from "../show.ts";
import { openThreads } from "../threads.ts";
import { UserError } from "../user-error.ts";
import { openWorld } from "../world.ts";
import { given, main } from "./main.ts";

/** What the model was asked for a thread, and what that took: a line for each call, and all of them together. */
await main(async () => {
  const [id] = given();
  if (!id) throw new UserError("npm run usage -- <id>");
  const world = openWorld(process.env, () => {}, scripted([], "")); // nobody is asked: no key is needed
  const { thread } = await openThreads(world).get(id);

  const sum = { input: 0, cached: 0, output: 0, reasoning: 0, ms: 0 };
  let cost: number | undefined = 0;
  say(pc.dim(row("event", "input", "cached", "output", "reasoning", "ms", "dollars", "model")));
  for (const [number, event] of thread.events.entries()) {
    const usage = "usage" in event ? event.usage : undefined;
    if (!usage) continue;
    const { model, input, output, cached = 0, reasoning = 0, ms } = usage;
    const dollars = costOf(usage);
    say(row(number, input, cached, output, reasoning, ms, inDollars(dollars), visible(model)));
    for (const [key, value] of Object.entries({ input, cached, output, reasoning, ms }))
      sum[key as keyof typeof sum] += value;
    cost = cost === undefined || dollars === undefined ? undefined : cost + dollars;
  }
  const { input, cached, output, reasoning, ms } = sum;
  say(pc.bold(row("all", input, cached, output, reasoning, ms, inDollars(cost), "")));
});

function row(...cells: (string | number)[]): string {
  return cells
    .map((cell, at) => (at === 7 ? `  ${cell}` : String(cell).padStart(10)))
    .join("")
    .trimEnd();
}

function inDollars(amount: number | undefined): string {
  return amount === undefined ? "unknown" : amount.toFixed(4);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
