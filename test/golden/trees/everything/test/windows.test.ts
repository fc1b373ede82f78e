import { readdirSync, readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { asText, threadToPrompt } from "../src/context.ts";
import type { Event } from "../src/thread.ts";
import { history } from "./arbitrary.ts";

const windows = new URL("windows/", import.meta.url);

/**
 * `npm run test -- --update` writes the windows anew, and nothing else does.
 * The threads are the guide's deploy bot's: any agent's would do.
 */
describe("the context window", () => {
  const names = readdirSync(windows).filter((name) => name.endsWith(".json"));
  it.each(names)("of %s is the one beside it", async (name) => {
    const events = JSON.parse(readFileSync(new URL(name, windows), "utf8")) as Event[];
    const window = asText(threadToPrompt({ id: "a", events }));
    await expect(`${window}\n`).toMatchFileSnapshot(`windows/${name.replace(".json", ".txt")}`);
  });

  it("is the same whenever it is rendered, before and after a way through the store", () => {
    fc.assert(
      fc.property(history, (events) => {
        const stored = JSON.parse(JSON.stringify(events)) as Event[];
        const window = threadToPrompt({ id: "a", events });
        expect(threadToPrompt({ id: "a", events })).toEqual(window);
        expect(threadToPrompt({ id: "b", events: stored })).toEqual(window);
      }),
    );
  });

  it("only ever grows: the entries of one prompt begin those of the next", () => {
    fc.assert(
      fc.property(history, fc.nat(12), (events, at) => {
        const before = threadToPrompt({ id: "a", events: events.slice(0, at) });
        const after = threadToPrompt({ id: "a", events });
        expect(after.slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it("leaves out what another version has stored", () => {
    const strange = JSON.parse('{"type":"moon_rose","data":{},"time":"2026-04-01"}') as Event;
    expect(threadToPrompt({ id: "a", events: [strange] })).toEqual([]);
  });
});
