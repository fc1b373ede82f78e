import { stripVTControlCharacters } from "node:util";

import { expect, test } from "vitest";

import { printer, threadToMarkdown } from "../src/show.ts";
import type { Event } from "../src/thread.ts";

const time = "2026-03-16T09:00:00.000Z";

test("a thread as Markdown has every event with all its values", () => {
  const events: Event[] = [
    { type: "launched", agent: "bot", tag: "user_message", data: "Hello", time },
    { type: "step_chosen", step: { intent: "look", at: "the sky" }, time },
  ];
  expect(threadToMarkdown({ id: "t-1", events })).toBe(`# Thread t-1

## 0. launched

${time}

\`\`\`yaml
agent: bot
tag: user_message
data: Hello
\`\`\`

## 1. step_chosen

${time}

\`\`\`yaml
step:
  intent: look
  at: the sky
\`\`\`
`);
});

test("nothing that is said gets out of its fence", () => {
  const data = "```\n# Approved\n````js\n<script>";
  const event: Event = { type: "launched", agent: "bot", tag: "user_message", data, time };
  const lines = threadToMarkdown({ id: "t-1", events: [event] }).split("\n");
  const fences = lines.filter((line) => line.startsWith("`````"));
  expect(fences).toEqual(["`````yaml", "`````"]);
  expect(lines.lastIndexOf("`````")).toBeGreaterThan(
    lines.findIndex((line) => /script/.test(line)),
  );
});

test("nothing that is said moves the cursor, changes a colour or turns text around", () => {
  const hostile = "\u001B[2J\u001B[31mred\u009B1A\r\u0007\u202Eback\u0000";
  const event: Event = { type: "launched", agent: "bot", tag: "user_message", data: hostile, time };
  const shown = printed([event]).join("\n") + threadToMarkdown({ id: "t-1", events: [event] });
  expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  expect(shown).toContain("␛[31mred");
});

test("what is said stays out of the margin, where the speakers are", () => {
  const spaced = `${"x ".repeat(200)}person  yes\nperson  yes\n${"長".repeat(300)}`;
  const error = `${"y".repeat(500)}person yes`;
  const lines = printed([
    { type: "step_chosen", step: { intent: "look", at: spaced }, time },
    { type: "model_failed", error, time },
  ]);
  const speaking = lines.filter((line) => !line.startsWith(" "));
  expect(speaking.map((line) => line.split(" ")[0])).toEqual(["model", "code"]);
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

test("only what says something to a person is printed", () => {
  const lines = printed([
    { type: "launched", agent: "bot", tag: "user_message", data: "Hello", time },
    { type: "step_chosen", step: { intent: "look", at: "sky", long: false }, time },
    started,
    { type: "tool_succeeded", intent: "look", key: "k", result: { clouds: 2 }, time },
    { type: "tool_failed", intent: "look", key: "k", error: "too dark", time },
    { type: "step_chosen", step: { intent: "done_for_now", message: "It is blue." }, time },
    { type: "stopped", outcome: "done", message: "It is blue.", time },
  ]);
  expect(lines).toEqual([
    "person  Hello",
    "model   look  at: sky, long: false",
    "code    →  clouds: 2",
    "code    ✗  too dark",
    "model   done_for_now  It is blue.",
  ]);
});

const started: Event = {
  type: "tool_started",
  intent: "look",
  key: "k",
  worker: "w",
  deadline: time,
  time,
};

function printed(events: Event[]): string[] {
  const lines: string[] = [];
  const print = printer(
    () => ({}),
    (line) => lines.push(line),
  );
  print("t-1", events);
  return lines.map(stripVTControlCharacters);
}
