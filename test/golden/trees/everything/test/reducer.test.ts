import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { evolve, fold, start } from "../src/reducer.ts";
import type { Event } from "../src/thread.ts";
import { history } from "./arbitrary.ts";

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

describe("folding the events of a thread", () => {
  it("changes neither the state nor the events", () => {
    fc.assert(
      fc.property(history, (events) => {
        const before = JSON.stringify(events);
        frozen(events).reduce((state, event) => frozen(evolve(state, event)), frozen(start));
        expect(JSON.stringify(events)).toBe(before);
      }),
    );
  });

  it("gives the same state again, here and after a way through JSON", () => {
    fc.assert(
      fc.property(history, (events) => {
        const copy = JSON.parse(JSON.stringify(events)) as Event[];
        expect(fold(events)).toEqual(fold(events));
        expect(JSON.parse(JSON.stringify(fold(copy)))).toEqual(
          JSON.parse(JSON.stringify(fold(events))),
        );
      }),
    );
  });

  it("can be stopped after any event and taken up there", () => {
    fc.assert(
      fc.property(history, fc.nat(12), (events, at) => {
        const resumed = events.slice(at).reduce(evolve, fold(events.slice(0, at)));
        expect(resumed).toEqual(fold(events));
      }),
    );
  });

  it("counts every event, and knows when the last one was", () => {
    fc.assert(
      fc.property(history, (events) => {
        const { count } = fold(events);
        expect(count.events).toBe(events.length);
        expect(count.updated).toBe(events.at(-1)?.time);
      }),
    );
  });

  it("keeps its place at an event of another version", () => {
    fc.assert(
      fc.property(history, (events) => {
        const strange = JSON.parse('{"type":"moon_rose","data":{},"time":"2026-04-01"}') as Event;
        const { count: before, ...place } = fold(events);
        const { count: after, ...placeAfter } = fold([...events, strange]);
        expect(placeAfter).toEqual(place);
        expect(after.events).toBe(before.events + 1);
      }),
    );
  });

  it("forgets what was open when the thread is forked", () => {
    fc.assert(
      fc.property(history, (events) => {
        const forked: Event = { type: "forked", from: "parent", at: 1, time: "2026-04-01" };
        const { count: _, ...place } = fold([...events, forked]);
        expect(place).toEqual({ at: "thinking" });
      }),
    );
  });
});
