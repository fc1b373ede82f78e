import { parseArgs } from "node:util";

import { scripted } from "../model/scripted.ts";
import { UserError } from "../user-error.ts";
import { printer, threadToMarkdown } from "../show.ts";
import { openThreads } from "../threads.ts";
import { openWorld } from "../world.ts";
import { given, main } from "./main.ts";

const usage = `npm run thread -- list
npm run thread -- show <id> [--json | --markdown]
npm run thread -- fork <id> <at>`;

await main(async () => {
  const { values, positionals } = parseArgs({
    args: given(),
    allowPositionals: true,
    options: { json: { type: "boolean" }, markdown: { type: "boolean" } },
  });
  const [verb = "", id = "", at = ""] = positionals;
  if (verb !== "list" && !id) throw new UserError(usage);
  const world = openWorld(process.env, () => {}, scripted([], "")); // nobody is asked: no key is needed
  const threads = openThreads(world);
  switch (verb) {
    case "list":
      for (const { id, status, updated } of await world.store.list({ limit: 1000 }))
        say(`${id}  ${updated}  ${status}`);
      return;
    case "show": {
      const { thread } = await threads.get(id);
      if (values.json) return say(JSON.stringify(thread, null, 2));
      if (values.markdown) return say(threadToMarkdown(thread));
      return printer(() => world.agents, say)(thread.id, thread.events);
    }
    case "fork":
      if (!/^\d+$/.test(at)) throw new UserError(usage);
      return say(await threads.fork(id, Number(at)));
    default:
      throw new UserError(usage);
  }
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
