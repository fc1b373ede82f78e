import { expect, test } from "vitest";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { loadPack, plan, render } from "../../src/index.ts";
import { layerSets } from "../../src/prove/rows.ts";
import type { FileKind } from "../../src/words/tree.ts";

// Whose each file of a project is. What a blueprint brings is the owner's, and so is what is named here;
// the rest is the machinery, which an update may change.

const joined = [
  /^package\.json$/,
  /^tsconfig(?:\.\w+)?\.json$/,
  /^\.env\.example$/,
  /^\.(?:git|docker)ignore$/,
  /^\.gitattributes$/,
  /^\.github\/workflows\/ci\.yml$/,
];

const yours = [
  /^src\/limits\.ts$/,
  /^test\/prompt\.test\.ts$/,
  // What the model sees.
  /^src\/(?:context|episodes|filter|summarise)\.ts$/,
  /^test\/(?:context|filter|summarise|windows)\.test\.ts$/,
  /^test\/windows\/[\w-]+\.(?:json|txt)$/,
  /^test\/scenarios\.test\.ts$/,
  /^(?:AGENTS|README)\.md$/,
  /^LICENSE$/,
];

const isOf = (rules: readonly RegExp[], path: string) => rules.some((rule) => rule.test(path));

function kindOf(path: string, from: readonly string[]): FileKind {
  if (isOf(joined, path)) return "joined";
  const domain = from.some((layer) => layer.startsWith("blueprint"));
  return domain || isOf(yours, path) ? "yours" : "ours";
}

test("each file of a project is the owner's, the machinery's, or joined", async () => {
  const pack = await loadPack();
  const { factors, offers } = catalogOf([pack]);
  const paths = new Set<string>();
  const wrong = new Set<string>();
  for (const [at, set] of layerSets(factors.filter(({ part }) => part === "layer")).entries()) {
    const contextFormat = offers.contextFormat[at % offers.contextFormat.length]?.id ?? "";
    for (const { id: blueprint } of offers.blueprint) {
      const planned = plan({ directory: "a", factors: set, blueprint, contextFormat }, [pack]);
      for (const [path, { kind, from }] of render(planned)) {
        paths.add(path);
        if (kind !== kindOf(path, from)) wrong.add(`${path} of ${from.join(" + ")} is ${kind}`);
      }
    }
  }
  expect([...wrong].toSorted()).toEqual([]);
  const idle = [...joined, ...yours].filter((rule) => ![...paths].some((path) => rule.test(path)));
  expect(idle).toEqual([]);
});
