import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { lintTemplate } from "../../src/packs/templates/lint.ts";
import { readPack } from "../../src/packs/manifest/read.ts";
import { readDirectory } from "../../src/packs/sources/directory.ts";
import { templateProblems } from "../../src/packs/templates/problems.ts";
import { smallPackFolder, templatesFolder } from "../support/packs.ts";

const vocabulary = new Map([
  ["name", new Set<string>()],
  ["factors", new Set<string>()],
  ["provider", new Set(["id", "title"])],
]);
const lint = (text: string): string[] =>
  lintTemplate(text, vocabulary).map(({ line, message }) => `line ${line}: ${message}`);

test.each([
  "{{name}} {{json name}} {{provider.id}}\n",
  '{{#if (has factors "7")}}\nx\n{{else}}\ny\n{{/if}}\n',
  '{{#if (and (has factors "7") (not (eq provider.id "x")))}}\nx\n{{/if}}\n',
  "{{#unless name}}\nx\n{{/unless}}\n",
  "{{#each factors}}\n- {{this}} {{json this}}\n{{/each}}\n",
  '  {{slot "readme-story"}}\n',
  "$\\{{ secrets.KEY }}\n",
  "{{!-- a comment about {{anything}} --}}\n",
])("finds nothing wrong in %j", (text) => {
  expect(lint(text)).toEqual([]);
});

describe("names the line of", () => {
  const cases: [text: string, problem: string][] = [
    ["a\n{{nmae}}", 'line 2: unknown name "nmae"'],
    ["{{#if nmae}}x{{/if}}", 'line 1: unknown name "nmae"'],
    ["{{#each nmae}}x{{/each}}", 'line 1: unknown name "nmae"'],
    ["{{json nmae}}", 'line 1: unknown name "nmae"'],
    ['{{#if (eq provider.nmae "x")}}x{{/if}}', 'line 1: unknown name "provider.nmae"'],
    ["{{provider.id.length}}", 'line 1: unknown name "provider.id.length"'],
    ["{{provider}}", 'line 1: unknown name "provider"'],
    ["{{constructor}}", 'line 1: unknown name "constructor"'],
    ["{{#each factors}}{{@index}}{{/each}}", 'line 1: unknown name "@index"'],
    ["{{md 5}}", "line 1: a literal here is a text in quotes"],
    ["{{#if true}}x{{/if}}", "line 1: a literal here is a text in quotes"],
    ["{{#if}}x{{/if}}", 'line 1: "if" asks for nothing'],
    ["{{#each factors}}x{{else}}y{{/each}}", 'line 1: "each" has no else here'],
    ["{{../name}}", 'line 1: unknown name "../name"'],
    ["{{this}}", 'line 1: unknown name "this"'],
    ["{{@root.name}}", 'line 1: unknown name "@root.name"'],
    ["{{upper name}}", 'line 1: unknown helper "upper"'],
    ['{{lookup provider "id"}}', 'line 1: unknown helper "lookup"'],
    ['{{eq name "x"}}', 'line 1: "eq" belongs into {{#if (...)}}'],
    ["{{{name}}}", "line 1: triple braces; nothing is escaped, two do"],
    ["{{&name}}", "line 1: triple braces; nothing is escaped, two do"],
    ["a ${{ name }}", 'line 1: write "$\\{{" for a dollar before braces'],
    ["{{> part}}", "line 1: partials are not available"],
    ["{{#with provider}}x{{/with}}", 'line 1: unknown block "with"; there are if, unless, each'],
    ["{{#if name}}\n{{#if name}}x{{/if}}\n{{/if}}", "line 2: a condition inside a condition"],
    ["{{#if name}}\na\n{{else if name}}\nb\n{{/if}}", "line 3: a condition inside a condition"],
    ['x {{slot "a"}}', 'line 1: a slot stands alone on its line, as {{slot "name"}}'],
    ["{{slot name}}", 'line 1: a slot stands alone on its line, as {{slot "name"}}'],
  ];
  test.each(cases)("%j", (text, problem) => {
    expect(lint(text)).toContain(problem);
  });

  test("what does not parse at all", () => {
    expect(lint("a\n{{#if name}}")[0]).toMatch(/^line 2: does not parse: Expecting /);
  });

  test.each([
    ["{{json ", "(json ", "name", ")", "}}"],
    ["", "{{#if name}}", "x", "{{/if}}", ""],
    ["{{#if name}}", "{{else if name}}", "x", "", "{{/if}}"],
    ["", "{{#if name}}", "", "", ""],
  ])("what is nested thousands of times: %s%s", (head, open, middle, close, tail) => {
    const deep = `a\n${head}${open.repeat(5_000)}${middle}${close.repeat(5_000)}${tail}`;
    expect(lint(deep)).toEqual(["line 2: is nested too deeply"]);
  });
});

test.each([smallPackFolder, templatesFolder])("no template of %s has a problem", (folder) => {
  const { pack, problems } = readPack(readDirectory(folder, folder, fs), "ours");
  expect(problems).toEqual([]);
  expect(templateProblems(pack)).toEqual([]);
});
