import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { json, md, str, yaml } from "../../src/words/printable.ts";

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const nasty = fc.oneof(
  text,
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        "`",
        "\\",
        "${",
        "{{",
        "\n",
        "\u2028",
        "\u202E",
        "#",
        ": ",
        "- ",
        "_",
        "*",
        "<b>",
        "&amp;",
        "1. ",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

describe("literals read back as the text they stand for", () => {
  test("in JSON", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(JSON.parse(json(value))).toBe(value);
      }),
    );
  });

  test("in TypeScript", () => {
    // oxlint-disable-next-line no-implied-eval, no-new-func -- the one parser that decides
    const read = (literal: string): unknown => new Function(`"use strict"; return ${literal};`)();
    fc.assert(
      fc.property(nasty, (value) => {
        expect(read(str(value))).toBe(value);
      }),
    );
  });

  test("in YAML", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(parseYaml(`key: ${yaml(value)}\n`)).toEqual({ key: value });
      }),
    );
  });
});

test.each([
  [str, "plain", '"plain"'],
  [str, 'say "hi"', "'say \"hi\"'"],
  [str, 'it\'s "x"', "'it\\'s \"x\"'"],
  [str, "\u202Eevil", '"\\u202eevil"'],
  [yaml, "my-agent", "my-agent"],
  [yaml, "no", '"no"'],
  [yaml, "1.0", '"1.0"'],
  [yaml, "a: b", '"a: b"'],
  [md, "my_agent", "my_agent"],
  [md, "_a_ *b* [c](d) `e` <f>", "\\_a\\_ \\*b\\* \\[c\\](d) \\`e\\` \\<f\\>"],
  [md, "two\nlines", "two lines"],
  [md, "# head", "\\# head"],
  [md, "1. item", "1\\. item"],
  [md, "&lt; & co", "&amp;lt; & co"],
  [md, "\u202Eevil", "&#8238;evil"],
])("%o(%j) is %s", (helper, value, expected) => {
  expect(helper(value)).toBe(expected);
});
