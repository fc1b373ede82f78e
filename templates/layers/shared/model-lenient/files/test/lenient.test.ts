import { expect, it } from "vitest";

import { inWords, jsonIn } from "../src/model/lenient.ts";

const step = '{"step":{"intent":"done","message":"a } and a \\" and a {"}}';

it.each([
  ["alone", step],
  ["in a fence", `\`\`\`json\n${step}\n\`\`\``],
  ["among words", `Sure, {here} it is:\n${step}\nAnything else?`],
  ["after thoughts", `<think>Is it {"step":{}}? No.</think>\n${step}`],
])("a step is found %s", (_where, text) => {
  expect(jsonIn(text)).toBe(step);
});

it.each(["", "no", "{", '{"step": {', "{ not json }"])("without one, a reply stays: %j", (text) => {
  expect(jsonIn(text)).toBe(text);
});

it("is not slow where nothing ends", () => {
  const text = '{"a":'.repeat(30_000);
  expect(jsonIn(text)).toBe(text);
});

it("the schema is said whole", () => {
  const schema = { type: "object" };
  expect(inWords(schema)).toContain(JSON.stringify(schema));
});
