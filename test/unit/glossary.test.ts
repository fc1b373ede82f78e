import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const docs = readdirSync("docs").filter((name) => name.endsWith(".md") && name !== "glossary.md");
const pages = ["README.md", "CONTRIBUTING.md", "AGENTS.md", ...docs.map((name) => `docs/${name}`)];

const [, table = ""] = readFileSync("docs/glossary.md", "utf8").split("## Words to avoid\n");
const rows = [...table.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gmu)].slice(2);
const avoided = rows.flatMap(([, words = "", instead]) =>
  words.split(", ").map((word) => ({ word, instead, found: new RegExp(`\\b${word}s?\\b`, "iu") })),
);

/** Every word to avoid in a text, as a reviewer would say it. */
function remarks(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      avoided
        .filter(({ found }) => found.test(line))
        .map(({ word, instead }) => `line ${index + 1}: instead of "${word}" write ${instead}`),
    );
}

test.each(pages)("%s has none of the words that the glossary avoids", (page) => {
  expect(remarks(readFileSync(page, "utf8"))).toEqual([]);
});

test("a word to avoid is found in any case and number, with what to write instead", () => {
  expect(remarks("Our pack\nis no\nPlugins at all.")).toEqual([
    'line 3: instead of "plugin" write pack',
  ]);
});
