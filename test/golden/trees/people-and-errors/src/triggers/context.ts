import { Tiktoken } from "js-tiktoken/lite";
import o200k from "js-tiktoken/ranks/o200k_base";
import pc from "picocolors";

import { agentOf } from "../agent.ts";
import { asText, threadToPrompt, type Entry } from "../context.ts";
import { filtered } from "../filter.ts";
import { scripted } from "../model/scripted.ts";
import { visible } from "../show.ts";
import type { Thread } from "../thread.ts";
import { openThreads } from "../threads.ts";
import { UserError } from "../user-error.ts";
import { openWorld } from "../world.ts";
import { given, main } from "./main.ts";

const tokenizer = new Tiktoken(o200k);
/** A terminal would act on control characters; a file gets every byte. */
const shownAs = process.stdout.isTTY ? visible : (text: string) => text;

/** Factors 2 and 3. The exact words that the model would read next, with the tokens of each part: no library adds any. */
await main(async () => {
  const [id] = given();
  if (!id) throw new UserError("pnpm run context <id>");
  const world = openWorld(process.env, () => {}, scripted([], "")); // nobody is asked: no key is needed
  const { thread } = await openThreads(world).get(id);
  const agent = agentOf(thread, world);
  const { system, user } = agent.prompt;
  const shown = filtered(thread);
  const entries = threadToPrompt(shown);
  const writtenAt = eventsOf(entries, shown);

  let total = 0;
  const say = (what: string, text: string, tokens: number): void => {
    total += tokens;
    process.stdout.write(`${pc.dim(`--- ${what}: ${tokens} tokens`)}\n\n${shownAs(text)}\n\n`);
  };
  say("system", system(), countOf(system()));
  let next = 0;
  for (const part of user(entries)) {
    const isEntry = part === entries[next];
    const what = isEntry ? (writtenAt[next++] ?? "") : "prompt";
    say(what, asText([part]), countOf(asText([part, ""])));
  }
  process.stdout.write(`${pc.dim(`--- ${total} tokens in all, estimated with o200k_base`)}\n`);
});

/** For each entry, the event with which it was written. */
function eventsOf(entries: Entry[], { id, events }: Thread): string[] {
  const lengths = events.map(
    (_, n) => threadToPrompt({ id, events: events.slice(0, n + 1) }).length,
  );
  return entries.map((_, i) => {
    const n = lengths.findIndex((length) => length > i);
    return `${events[n]?.type}, ${events[n]?.time}`;
  });
}

/** What looks like a control token in a text is text. */
function countOf(text: string): number {
  return tokenizer.encode(text, [], []).length;
}
