import { expect, test } from "vitest";
import { printJson } from "../../src/words/json-text.ts";

const long = Array.from({ length: 12 }, (_, at) => `value-${at}`);

test.each<[what: string, value: unknown, lines: string[]]>([
  [
    "a list of plain values stands on one line",
    { a: [1, "b", null] },
    ["{", '  "a": [1, "b", null]', "}"],
  ],
  [
    "a list that is too long does not",
    long,
    ["[", ...long.map((one, at) => `  "${one}"${at < 11 ? "," : ""}`), "]"],
  ],
  ["nor does one of lists", [[1], []], ["[", "  [1],", "  []", "]"]],
  ["nor does one of objects", [{ a: [] }, {}], ["[", "  {", '    "a": []', "  },", "  {}", "]"]],
  [
    "brackets and line ends in a text are text",
    ["[", "]\n", "\u2028"],
    ['["[", "]\\n", "\u2028"]'],
  ],
  ["what is undefined is left out", { a: undefined, b: 1 }, ["{", '  "b": 1', "}"]],
])("%s", (_, value, lines) => {
  expect(printJson(value)).toBe(`${lines.join("\n")}\n`);
});

test("what is exactly as wide as a line may be goes to lines of its own", () => {
  const wide = (width: number) => ["x".repeat(width - '[""]'.length)];
  expect(printJson(wide(99)).split("\n")).toHaveLength(2);
  expect(printJson(wide(100)).split("\n")).toHaveLength(4);
});
