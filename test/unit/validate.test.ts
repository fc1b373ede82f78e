import { describe, expect, test } from "vitest";
import { builtinPack } from "../../src/packs/builtin.ts";
import { problemText } from "../../src/packs/manifest/problem.ts";
import { skeletonPack } from "../../src/packs/skeleton.ts";
import { validate } from "../../src/prove/validate.ts";
import { bytesOf } from "../../src/words/tree.ts";

const skeleton = new Map(
  [...skeletonPack("acme", "1.0.0")].map(([path, { contents }]) => [path, bytesOf(contents)]),
);

/** What is wrong with the skeleton after some of its files have become others. */
function problems(changes: Record<string, string>): string[] {
  const entries = new Map([
    ...skeleton,
    ...Object.entries(changes).map(([path, text]) => [path, bytesOf(text)] as const),
  ]);
  return validate(entries, [builtinPack()]).problems.map(problemText);
}

test("the pack that authors start from has nothing wrong", () => {
  expect(problems({})).toEqual([]);
});

describe("what nobody has is named, with the nearest that somebody has", () => {
  const layer = "layers/contributing/layer.json";
  const cases: [changes: Record<string, string>, problem: RegExp][] = [
    [
      { [layer]: '{"when":\n{"provider":"opnai"}}' },
      /^layers\/contributing\/layer\.json:2: when: no pack at hand offers the provider "opnai"\. Did you mean "openai"\? Valid: anthropic, /,
    ],
    [
      { [layer]: '{"when":{"any":[{"factors":{"has":"7"}},{"not":{"factors":{"has":14}}}]}}' },
      /^layers\/contributing\/layer\.json:1: when: no pack at hand offers the factors "14"\. Valid: /,
    ],
    [
      { [layer]: '{"when":{"facts":{"provider.apy":"chat-completions"}}}' },
      /^layers\/contributing\/layer\.json:1: when: no offer at hand has the fact "provider\.apy"\. Did you mean "provider\.api"\? Valid: /,
    ],
    [
      { [layer]: '{"when":{"blueprint":{"in":["blank","blanc"]}}}' },
      /no pack at hand offers the blueprint "blanc"\. Did you mean "blank"\?/,
    ],
    [
      { [layer]: '{"files":{"CONTRIBUTING.md":{"when":{"provider":"opnai"}}}}' },
      /^layers\/contributing\/layer\.json:1: when: no pack at hand offers the provider "opnai"\. Did you mean "openai"\?/,
    ],
    [
      { [layer]: '{"slots":{"readme-sections.md":{"when":{"facts":{"provider.apy":"x"}}}}}' },
      /^layers\/contributing\/layer\.json:1: when: no offer at hand has the fact "provider\.apy"\./,
    ],
    [
      {
        "layers/contributing/files/b.md": "",
        [layer]: '{"files":{"b.md":{"when":{"factors":{"has":7}},"as":"CONTRIBUTING.md"}}}',
      },
      /^layers\/contributing\/files\/CONTRIBUTING\.md\.hbs: would be "CONTRIBUTING\.md", and layers\/contributing\/files\/b\.md the same, with factors has 7\. Let their conditions exclude each other\.$/,
    ],
    [
      { "layers/contributing/slots/readme-section.md": "x" },
      /^layers\/contributing\/slots\/readme-section\.md: no file at hand has the slot "readme-section"\. Did you mean "readme-sections"\?/,
    ],
  ];
  test.each(cases)("%j", (changes, problem) => {
    expect(problems(changes)).toEqual([expect.stringMatching(problem)]);
  });
});

test("what a pack offers itself, it may name", () => {
  const offers = { kind: "store", id: "ledger", title: "A ledger", hint: "" };
  const layer = { offers, when: { store: "ledger" } };
  expect(problems({ "layers/contributing/layer.json": JSON.stringify(layer) })).toEqual([]);
});

test("problems stand in the order of files and lines", () => {
  expect(
    problems({
      "layers/zz/layer.json": '{"ordr":1}',
      "layers/contributing/files/a.hbs": "{{nope}}\n{{{name}}}",
      "pack.json": '{"name":"acme"}',
    }).map((problem) => problem.split(": ")[0]),
  ).toEqual([
    "layers/contributing/files/a.hbs:1",
    "layers/contributing/files/a.hbs:2",
    "layers/zz/layer.json:1",
    "pack.json:1",
    "pack.json:1",
  ]);
});
