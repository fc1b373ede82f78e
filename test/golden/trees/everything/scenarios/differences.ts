import { isDeepStrictEqual } from "node:util";

import type { Scenario } from "./scenario.ts";

type Expected = Scenario["expect"];

/** How it ended, as far as a scenario can have something to say about it. */
export interface Ending {
  status: string;
  /** Why it ended so, or why it goes no further. */
  why?: string;
  events: string[];
  calls: NonNullable<Expected["calls"]>;
  /** Why what the model said was no step, each time that it was none. */
  refused: string[];
  /** All that the models have read. */
  windows: string;
}

/** What was expected and is not so, what was not expected and is. */
export function differences(expected: Expected, ending: Ending): string[] {
  const { events, calls } = expected;
  return [
    ...statusDifference(expected, ending),
    ...ending.refused
      .filter((error) => !isExpected(error, expected))
      .map((error) => `no step, and nothing in expect says so: ${error}`),
    ...(events ? listDifference("expect.events", events, ending.events) : []),
    ...(calls ? listDifference("expect.calls", calls, ending.calls) : []),
    ...absent(expected.contains, ending.windows),
  ];
}

function statusDifference({ status }: Expected, ending: Ending): string[] {
  if (status === ending.status) return [];
  const why = ending.why ? `: ${ending.why}` : "";
  return [`expect.status: expected ${status}, got ${ending.status}${why}`];
}

function isExpected(error: string, { events = [], contains = [] }: Expected): boolean {
  return events.includes("step_refused") || contains.some((text) => error.includes(text));
}

function absent(texts: string[] = [], windows: string): string[] {
  return texts
    .filter((text) => !windows.includes(text))
    .map((text) => `expect.contains: ${JSON.stringify(text)} is in no context window`);
}

/** Two lists line by line, with what they begin and end with in common shown once. */
function listDifference(field: string, expected: unknown[], got: unknown[]): string[] {
  if (isDeepStrictEqual(expected, got)) return [];
  const shortest = Math.min(expected.length, got.length);
  const same = (n: number) => isDeepStrictEqual(expected.at(n), got.at(n));
  let head = 0;
  while (head < shortest && same(head)) head += 1;
  let tail = 0;
  while (tail < shortest - head && same(-1 - tail)) tail += 1;
  const lines = (mark: string, list: unknown[]) =>
    list.map((one) => `  ${mark} ${typeof one === "string" ? one : JSON.stringify(one)}`);
  return [
    [
      `${field}, - expected, + got:`,
      ...lines(" ", expected.slice(0, head)),
      ...lines("-", expected.slice(head, expected.length - tail)),
      ...lines("+", got.slice(head, got.length - tail)),
      ...lines(" ", expected.slice(expected.length - tail)),
    ].join("\n"),
  ];
}
