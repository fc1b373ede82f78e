import { stripVTControlCharacters } from "node:util";

import { expect, it } from "vitest";

import { openLine } from "../src/triggers/line.ts";

it("a reply is seen on one line while it comes, and makes way for its event", () => {
  const written: string[] = [];
  const out = { isTTY: true, columns: 10, write: (text: string) => written.push(text) > 0 };
  const line = openLine(out);
  line.hear("a", '{"intent":');
  line.hear("a", "\u001b[31m\n");
  line.hear("a", null);
  line.before(() => written.push("the event"))("a", []);
  line.before(() => written.push("another"))("a", []);
  const shown = written.map((text) => stripVTControlCharacters(text));
  expect(shown).toEqual(['\r"intent":', '\rt": [31m ', "\r", "the event", "another"]);
});

it("nothing is written where no terminal is", () => {
  const line = openLine({ isTTY: false, columns: 0, write: () => expect.fail("written") });
  line.hear("a", "text");
});
