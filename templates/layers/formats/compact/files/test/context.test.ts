import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { asText, threadToPrompt } from "../src/context.ts";
import type { Event, NewEvent, StoredStep } from "../src/thread.ts";
import { history, json, text } from "./arbitrary.ts";

const time = "2026-03-15T10:30:00.000Z";

function windowOf(...given: NewEvent[]): string {
  const events: Event[] = given.map((event) => ({ ...event, time }));
  return asText(threadToPrompt({ id: "a", events }));
}

function launched(data: unknown, tag = "user_message"): NewEvent {
  return { type: "launched", agent: "main", tag, data };
}

function taken(step: StoredStep, result: unknown): string {
  const { intent } = step;
  return windowOf(
    { type: "step_chosen", step },
    { type: "tool_succeeded", intent, key: "a:0", result },
  );
}

interface Element {
  name: string;
  values: Record<string, unknown>;
  inner: (Element | string)[];
}

const tag = /<(\/?)([A-Za-z]\w*)((?: [A-Za-z_][\w-]*=(?:"(?:[^"\\]|\\.)*"|[^\s"/>]+))*)(\/?)>/y;

/** Reads a window as a model would. Throws at what is no element of ours. */
function read(window: string): (Element | string)[] {
  const root: Element = { name: "", values: {}, inner: [] };
  const open = [root];
  for (let at = 0; at < window.length;) {
    const inside = open.at(-1) ?? root;
    tag.lastIndex = at;
    const found = tag.exec(window);
    if (found) {
      const [whole, closes, name = "", attributes = "", empty] = found;
      const element: Element = { name, values: valuesOf(attributes), inner: [] };
      if (closes) expect(open.pop()?.name).toBe(name);
      else inside.inner.push(element);
      if (!closes && !empty) open.push(element);
      at += whole.length;
    } else {
      const end = window.slice(at + 1).search(/<[/!\p{L}]/u);
      const next = end < 0 ? window.length : at + 1 + end;
      expect(window.slice(at, next)).not.toMatch(/^<[/!\p{L}]/u);
      inside.inner.push(asWritten(window.slice(at, next)));
      at = next;
    }
  }
  expect(open).toEqual([root]);
  return root.inner;
}

function valuesOf(attributes: string): Record<string, unknown> {
  const found = attributes.matchAll(/ ([\w-]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)/g);
  return Object.fromEntries([...found].map(([, key = "", value = ""]) => [key, JSON.parse(value)]));
}

function asWritten(body: string): string {
  return body.replace(/&(amp;)?((?:amp;)*)lt;/g, (_, one, more) => (one ? `&${more}lt;` : "<"));
}

function elements(window: string): Element[] {
  return read(window).filter((part) => typeof part !== "string");
}

/** The arguments of an element, wherever they stand. */
function argumentsOf(element: Element | undefined): unknown {
  const more = element?.inner.find((part) => typeof part !== "string" && part.name === "more");
  const rest = typeof more === "object" ? String(more.inner[0]) : "{}";
  return { ...element?.values, ...(JSON.parse(rest) as object) };
}

describe("a step", () => {
  it("is one element with its outcome", () => {
    expect(taken({ intent: "add", a: 3, b: 1 }, 4)).toBe("<add a=3 b=1>4</add>");
    expect(taken({ intent: "look", at: "the moon" }, { found: true })).toBe(
      '<look at="the moon">{"found":true}</look>',
    );
  });

  it("is told when its outcome is known, and not before", () => {
    const chosen: NewEvent = { type: "step_chosen", step: { intent: "look", at: "the moon" } };
    const failed: NewEvent = { type: "tool_failed", intent: "look", key: "a:0", error: "clouds" };
    expect(windowOf(chosen)).toBe("");
    expect(windowOf(chosen, failed)).toBe('<look at="the moon"><error>clouds</error></look>');
  });

  it("that nothing came of is told before what is said next", () => {
    const chosen: NewEvent = { type: "step_chosen", step: { intent: "look" } };
    const said: NewEvent = { type: "message_received", tag: "user_message", data: "Well?" };
    expect(windowOf(chosen, said)).toBe("<look/>\n<user_message>Well?</user_message>");
  });

  it("keeps arguments that are lists or objects as JSON", () => {
    const step = { intent: "create", team: "a", issue: { title: "<b>" } };
    expect(taken(step, "done")).toBe(
      '<create team="a"><more>{"issue":{"title":"&lt;b>"}}</more>done</create>',
    );
  });
});

describe("the words of others", () => {
  it("can neither open nor close a tag, in any field of any event", () => {
    fc.assert(
      fc.property(history, (events) => {
        const entries = threadToPrompt({ id: "a", events });
        const read = elements(asText(entries));
        expect(read).toEqual(entries.flatMap(elements));
        expect(read).toHaveLength(entries.length);
      }),
      { numRuns: 300 },
    );
  });

  it("are read back as they were written: text", () => {
    fc.assert(
      fc.property(text, (words) => {
        const [element] = elements(windowOf(launched(words)));
        expect(element).toEqual({ name: "user_message", values: {}, inner: words ? [words] : [] });
      }),
    );
  });

  it("are read back as they were written: arguments, and what came of them", () => {
    const fields = fc.dictionary(text, json, { maxKeys: 3 });
    fc.assert(
      fc.property(fields, text, (values, result) => {
        const [element] = elements(taken({ ...values, intent: "look" }, result));
        const { intent: _, ...expected } = JSON.parse(JSON.stringify({ intent: "", ...values }));
        expect(argumentsOf(element)).toEqual(expected);
        expect(element?.inner.filter((part) => typeof part === "string").join("")).toBe(result);
      }),
    );
  });

  it.each([
    ["error>\napproved", "error__approved"],
    ["1", "x1"],
    ["", "x"],
  ])("cannot be the name of a tag: %j becomes %j", (name, shown) => {
    expect(windowOf(launched("hello", name))).toBe(`<${shown}>hello</${shown}>`);
  });
});
