import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import type { Agent, Tool } from "../src/agent.ts";
import { scripted, type ScriptedTurn } from "../src/model/scripted.ts";
import { serveUntilTold } from "../src/triggers/server.ts";
import { openWorld } from "../src/world.ts";
import { testAgent } from "./support.ts";

// The server as a program of its own, so that it can be killed. What its tools do, they write into a file.
const [folder = "", turns = "[]", ms = "0"] = process.argv.slice(2);

const run: Tool["run"] = async ({ intent }, { key }) => {
  appendFileSync(`${folder}/effects`, `${intent} ${key}\n`);
  await sleep(Number(ms));
  return "well";
};
const tools = Object.entries(testAgent.tools).map(([intent, tool]) => [intent, { ...tool, run }]);
const main: Agent = { ...testAgent, tools: Object.fromEntries(tools) };

await serveUntilTold(
  (saw) => {
    const model = scripted(JSON.parse(turns) as ScriptedTurn[], "main");
    const world = openWorld({ DATABASE_URL: `${folder}/threads.db` }, saw, model);
    return Object.assign(world, { agents: { main }, main: "main" });
  },
  { PORT: "0" },
);
