import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { printer } from "../show.ts";
import type { Outcome } from "../thread.ts";
import { openThreads } from "../threads.ts";
import { UserError } from "../user-error.ts";
import { openWorld, type World } from "../world.ts";
import { openKeyboard } from "./keyboard.ts";
import { openLine } from "./line.ts";
import { given, main } from "./main.ts";
import { promptFor, readAnswer } from "./person.ts";

await main(async () => {
  const { values, positionals } = readArguments();
  if (values.version) return say(version());
  const line = openLine(process.stdout);
  const world = openWorld(process.env, line.before(printer(say)));
  world.hear = line.hear;
  const message = positionals.join(" ");
  if (!process.stdin.isTTY && !message && !values.thread) {
    throw new UserError("There is no terminal to type in: give a message as an argument.");
  }
  await talk(world, message, values);
});

/** A task, what comes of it, the next task: until Ctrl-C or Ctrl-D. Where nobody can type, one task. */
async function talk(world: World, task: string, options: Options): Promise<void> {
  const threads = openThreads(world);
  let id = options.thread;
  if (id) {
    const now = await threads.get(id);
    world.saw(id, now.thread.events);
    if (now.state.at === "running")
      throw new UserError(
        "It ended in the middle of a tool: see what that has done, and fork the thread before it.",
      );
  }
  const keyboard = openKeyboard();

  /** Goes on until the thread rests. Nothing is returned where it cannot. */
  async function toRest(id: string): Promise<Outcome | undefined> {
    await Promise.race([threads.go(id), keyboard.closed]);
    const now = await threads.get(id);
    if (now.state.at === "waiting") {
      const { request } = now.state;
      const line = await keyboard.ask(promptFor(request));
      if (line === undefined) return undefined;
      const answer = readAnswer(request, line);
      if (answer) await threads.respond(now.thread.id, request.id, answer, options.user);
      return toRest(id);
    }
    return now.state.at === "resting" ? now.state.outcome : undefined;
  }

  try {
    for (let message = task; ; message = "") {
      const outcome = id && (await toRest(id));
      if (id && !outcome) break;
      if (outcome === "failed" && !process.stdin.isTTY) process.exitCode = 1;
      message ||= (await keyboard.ask("> ")) ?? "";
      if (!message) break;
      if (id && outcome !== "stopped") await threads.send(id, message);
      else id = await threads.launch({ data: message });
    }
  } finally {
    keyboard.close();
  }
  if (process.stdin.isTTY) process.exit(); // a step that is under way ends here, at what was saved last
}

type Options = ReturnType<typeof readArguments>["values"];

function readArguments() {
  return parseArgs({
    args: given(),
    allowPositionals: true,
    options: {
      version: { type: "boolean" },
      thread: { type: "string" },
      user: { type: "string", default: process.env.USER },
    },
  });
}

function version(): string {
  return (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
