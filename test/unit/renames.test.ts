import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import * as today from "../../src/index.ts";
import { type Api, released } from "../support/releases.ts";

// What became of each file that projects of a released version may have: an update needs to know, and
// nobody remembers. A file that moves gets its line in templates/renames.json in the same commit.

/** Still there, moved to one path, split into several (its own may be among them), or gone, and why. */
type Fate = "kept" | { moved: string } | { split: string[] } | { gone: string };

const blueprints = ["blank", "calculator", "deploybot", "linear", "payments", "support"] as const;
const renames: Record<string, Record<string, Fate>> = JSON.parse(
  readFileSync("templates/renames.json", "utf8"),
);

async function pathsBy({ loadPack, plan, render }: Api): Promise<Map<string, string[]>> {
  const pack = await loadPack();
  return new Map(
    blueprints.map((blueprint) => {
      const answers = { directory: "a", blueprint, packageManager: "npm", license: "MIT" };
      return [blueprint, [...render(plan(answers, [pack])).keys()]];
    }),
  );
}

describe.each(["0.1.0"])("of a project of %s", (version) => {
  const fates = renames[version] ?? {};
  let before: Map<string, string[]>;
  let now: Map<string, string[]>;

  beforeAll(async () => {
    before = await pathsBy(await released(version));
    now = await pathsBy(today);
  });

  test("each file of a default project has a fate, and nothing else has one", () => {
    expect(Object.keys(fates)).toEqual([...new Set([...before.values()].flat())].toSorted());
  });

  test("each target is a file of some project", () => {
    const paths = new Set([...now.values()].flat());
    const targets = Object.entries(fates).flatMap(([path, fate]) => targetsOf(path, fate));
    expect(targets.filter((path) => !paths.has(path))).toEqual([]);
  });

  test.each(blueprints)(
    "%s: what is said to be there is there, and what is gone is not",
    (blueprint) => {
      const wrong = (before.get(blueprint) ?? []).filter((path) => {
        const fate = fates[path] ?? "kept";
        const targets = targetsOf(path, fate);
        const paths = now.get(blueprint) ?? [];
        // A blueprint may lack a part of what was split, and then the part is in some other.
        const lost = targets.length > 0 && !targets.some((one) => paths.includes(one));
        return lost || paths.includes(path) !== targets.includes(path);
      });
      expect(wrong).toEqual([]);
    },
  );
});

function targetsOf(path: string, fate: Fate): string[] {
  if (fate === "kept") return [path];
  if ("moved" in fate) return [fate.moved];
  return "split" in fate ? fate.split : [];
}
