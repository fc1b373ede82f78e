import pc from "picocolors";
import { stringify } from "yaml";

import type { Event, Thread } from "./thread.ts";

/** A thread for people: as Markdown, every event with all its values. */
export function threadToMarkdown({ id, events }: Thread): string {
  const sections = events.map(({ type, time, ...values }, n) => {
    const text = visible(stringify(values, { lineWidth: 0 }).trimEnd());
    const runs = (text.match(/`+/g) ?? []).map((run) => run.length);
    const fence = "`".repeat(Math.max(2, ...runs) + 1); // longer than any inside: nothing gets out
    return `## ${n}. ${visible(type)}\n\n${visible(time)}\n\n${fence}yaml\n${text}\n${fence}\n`;
  });
  return [`# Thread ${visible(id)}\n`, ...sections].join("\n");
}

/** Who did something, what it was in a word, and the values that go with it. */
interface Saying {
  who: "person" | "model" | "code";
  what: string;
  values?: unknown;
  tone?: "bold" | "dim" | "green" | "red" | "yellow";
}

/** Prints events as they are saved. */
export function printer(print: (line: string) => void) {
  return (_id: string, events: Event[]): void => {
    for (const event of events) {
      const saying = sayingOf(event);
      for (const line of saying ? layOut(saying, width()) : []) print(line);
    }
  };
}

/** Nothing where an event is only for the record. */
function sayingOf(event: Event): Saying | undefined {
  switch (event.type) {
    case "launched":
    case "message_received":
      return { who: "person", what: "", values: event.data };
    case "step_chosen": {
      const { intent, ...values } = event.step;
      if (intent === "request_human_input") return undefined; // the request that follows says it all
      return { who: "model", what: intent, values };
    }
    case "step_refused":
    case "model_failed":
    case "tool_failed":
      return { who: "code", what: "✗", values: event.error, tone: "red" };
    case "tool_started":
      return undefined; // its outcome will say it
    case "tool_succeeded":
      return { who: "code", what: "→", values: event.result, tone: "dim" };
    case "stopped":
      if (event.outcome === "done") return undefined; // the last step has said it
      return { who: "code", what: event.outcome, values: event.message, tone: "red" };
    case "forked":
      return { who: "code", what: "forked", values: { from: event.from, at: event.at } };
    case "human_asked": {
      const { question, context, options, from } = event.request;
      const whom = from && `It takes ${from.join(" or ")}.`;
      const more = [context, options.choices.join(" / "), whom].filter(Boolean);
      return { who: "code", what: question, values: more.join("\n"), tone: "yellow" };
    }
    case "human_answered": {
      const { answer } = event;
      if (answer.type === "answer")
        return { who: "person", what: "", values: String(answer.response) };
      const { approved, comment } = answer;
      if (approved) return { who: "person", what: "yes", values: comment, tone: "green" };
      return { who: "person", what: "no", values: comment, tone: "red" };
    }
    case "compacted":
      return undefined;
  }
  event satisfies never;
  return undefined;
}

/** On one line: text as it is, values as YAML, which quotes whatever could be taken for something else. */
function inline(value: unknown): string {
  if (typeof value === "string") return value;
  const inner = Object.values(value ?? {});
  if (inner.length === 1 && typeof inner[0] === "string") return inner[0];
  const text = stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
  return text.replace(/^\{ ?(.*?) ?\}$/s, "$1");
}

const speakers = { person: pc.green, model: pc.magenta, code: pc.cyan };
const margin = 8;

/** Lines with the speaker in the margin. No line of text reaches the margin, so none can speak for another. */
function layOut({ who, what, values, tone = "bold" }: Saying, columns: number): string[] {
  const head = visible(what);
  const text = [head, visible(inline(values ?? ""))].filter(Boolean).join("  ");
  const [first = "", ...more] = wrap(text, columns - margin);
  const speaker = speakers[who](who.padEnd(margin));
  if (tone === "dim") return [speaker + pc.dim(more.length > 0 ? `${first.slice(0, -1)}…` : first)];
  return [
    speaker + pc[tone](first.slice(0, head.length)) + first.slice(head.length),
    ...more.map((line) => " ".repeat(margin) + line),
  ];
}

function wrap(text: string, columns: number): string[] {
  const wide = /[\u1100-\u115f\u2e80-\uffef\u{1f000}-\u{3ffff}]/u.test(text); // two columns a character
  const width = Math.max(10, wide ? Math.floor(columns / 2) : columns);
  const row = new RegExp(`.{1,${width}}(?= |$)|.{1,${width}}`, "gu");
  return text
    .split("\n")
    .flatMap((line) =>
      (line.match(row) ?? [""]).map((part, n) => (n > 0 ? part.trimStart() : part)),
    );
}

function width(): number {
  return Math.min(process.stdout.columns || 100, 100);
}

/**
 * The words of others move no cursor, change no colour and turn no text around: control characters
 * become pictures of themselves.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, (char) =>
      char < " " ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : "\ufffd",
    );
}
