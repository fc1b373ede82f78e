import { describe, expect, test } from "vitest";
import { complete, type PartialAnswers } from "../../src/answers/answers.ts";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { withLock } from "../../src/plan/lock.ts";
import type { Condition } from "../../src/packs/manifest/condition.ts";
import type { Pack } from "../../src/packs/manifest/pack.ts";
import { plan } from "../../src/plan/plan.ts";
import { render } from "../../src/plan/render.ts";
import { printTree, type Tree } from "../../src/words/tree.ts";
import { factor14, foreignPack, type LayerSketch, smallPack } from "../support/packs.ts";

const defaults = { packageManager: "npm", folderName: "my-agent" };

function project(packs: readonly Pack[], given: PartialAnswers = {}): Tree {
  const catalog = catalogOf([smallPack, ...packs]);
  const planned = plan(complete(given, catalog, defaults).answers, catalog, "0.0.0");
  return withLock(render(planned), planned);
}

const text = (tree: Tree, path: string): string => String(tree.get(path)?.contents);
const acme = (layer: LayerSketch, more?: Partial<Pack>) => foreignPack("acme", { ci: layer }, more);
const beta = (layer: LayerSketch) => foreignPack("beta", { ci: layer });

describe("a pack beside ours", () => {
  test("has its files, each called by its pack and layer", () => {
    const tree = project([
      acme({ files: { "ci.txt": "{{provider.id}}\n", "package.json": '{"dependencies":{}}' } }),
    ]);
    expect(text(tree, "ci.txt")).toBe("alpha\n");
    const lines = printTree(tree).split("\n");
    expect(lines).toContain("ci.txt                acme/ci");
    expect(lines).toContain("package.json          base + provider-alpha + acme/ci");
  });

  test("fills slots in the order of layers, then of packs with ours first, then of ids", () => {
    const story = (words: string, order: number) => ({ order, slots: { "readme-story": words } });
    const packs = [
      foreignPack("zeta", { one: story("zeta one 30\n", 30) }),
      foreignPack("acme", { two: story("acme two 30\n", 30), one: story("acme one 30\n", 30) }),
      foreignPack("beta", { one: story("beta one 5", 5) }),
    ];
    expect(text(project(packs), "README.md")).toContain(
      [
        "beta one 5",
        "## Pausing with SQLite",
        "",
        "## Asking people",
        "",
        "acme one 30",
        "acme two 30",
        "zeta one 30",
      ].join("\n"),
    );
  });

  test("gives the same bytes in whatever order packs are named", () => {
    const workflow = (job: string) => ({ ".github/workflows/ci.yml": `jobs:\n  ${job}: {}\n` });
    const one = acme({ files: { ...workflow("one"), ".gitignore": "one\n" } });
    const two = beta({ files: { ...workflow("two"), ".gitignore": "two\n" } });
    const tree = project([one, two], { packs: ["./one", "./two"] });
    expect([...project([two, one], { packs: ["./two", "./one", "./two"] })]).toEqual([...tree]);
    expect(text(tree, ".github/workflows/ci.yml")).toBe("jobs:\n  one: {}\n  two: {}\n");
  });

  test("brings a factor of its own, with what it needs", () => {
    const pack = acme({
      when: { factors: { has: 14 } },
      offers: factor14,
      files: { "audit.txt": "{{#each factors}}{{this}} {{/each}}\n" },
    });
    expect(text(project([pack]), "audit.txt")).toBe("1 2 3 4 5 6 7 8 11 12 14 \n");
    expect(project([pack], { factors: "6,audit-trail" }).has("audit.txt")).toBe(true);
    expect(project([pack], { factors: "all,-14" }).has("audit.txt")).toBe(false);
    expect(() => project([pack], { factors: "14" })).toThrow(
      "Factor 14 (Audit trail) needs factor 6.",
    );
    const alone = acme({ offers: { ...factor14, needs: [20] } });
    expect(() => project([alone], { factors: "14" })).toThrow(
      "Factor 14 (Audit trail) needs factor 20, which does not exist here.",
    );
  });

  test("brings what can be picked, of every kind", () => {
    const pack = acme({
      when: { provider: "acme" },
      offers: { kind: "provider", id: "acme", title: "Acme", hint: "", facts: { key: "K" } },
      files: { "model.txt": "{{provider.title}} {{provider.key}}\n" },
    });
    expect(text(project([pack], { provider: "acme" }), "model.txt")).toBe("Acme K\n");
  });
});

describe("a part of a layer that has a condition of its own", () => {
  const options = [{ key: "deep", type: "boolean", title: "D", hint: "", default: false }] as const;
  const file = (source: string, path: string, when?: Condition, contents = "") => ({
    source: `files/${source}`,
    path,
    contents: contents || source,
    ...(when === undefined ? {} : { when }),
  });
  const fragment = (line: string, when?: Condition) => ({
    slot: "readme-story",
    source: `slots/readme-story.${line}.md`,
    contents: `${line}\n`,
    ...(when === undefined ? {} : { when }),
  });
  const seven = { factors: { has: 7 } };
  const pack = acme({ when: { provider: "alpha" } }, { options });
  const divided = {
    ...pack,
    layers: pack.layers.map((layer) => ({
      ...layer,
      files: [
        file("with", "note.txt", seven),
        file("without", "note.txt", { not: seven }),
        file("deep", "deep.txt", { options: { deep: true } }),
        file("a", "package.json", undefined, '{"dependencies":{"a":"1.0.0"}}'),
        file("b", "package.json", seven, '{"dependencies":{"b":"1.0.0"}}'),
      ],
      fragments: [fragment("one"), fragment("three", { not: seven }), fragment("two", seven)],
    })),
  };

  test("is there where both conditions hold", () => {
    const people = project([divided]);
    expect(text(people, "note.txt")).toBe("with");
    expect(people.has("deep.txt")).toBe(false);
    expect(text(people, "README.md")).toMatch(/\none\ntwo\n/u);
    const alone = project([divided], { factors: "core", set: { deep: true } });
    expect(text(alone, "note.txt")).toBe("without");
    expect(text(alone, "deep.txt")).toBe("deep");
    expect(text(alone, "README.md")).toMatch(/\none\nthree\n/u);
    expect(project([divided], { provider: "beta" }).has("note.txt")).toBe(false);
  });

  test("says whose its files are", () => {
    const files = [
      { ...file("a", "mine.txt"), yours: true },
      file("b", "machine.txt"),
      { ...file("c", ".github/workflows/ci.yml"), yours: true },
      { ...file("d", "package.json", undefined, "{}"), yours: true },
    ];
    const layers = pack.layers.map((layer) => ({ ...layer, files }));
    const tree = project([{ ...pack, layers }]);
    const kinds = files.map(({ path }) => tree.get(path)?.kind);
    expect(kinds).toEqual(["yours", "ours", "joined", "joined"]);
  });

  test("may be joined with another of the layer, which then stands behind the file once", () => {
    const joined = project([divided]).get("package.json");
    expect(JSON.parse(String(joined?.contents))).toMatchObject({
      dependencies: { a: "1.0.0", b: "1.0.0" },
    });
    expect(joined?.from).toEqual(["base", "provider-alpha", "acme/ci"]);
  });
});

describe("a file that a layer replaces", () => {
  const replaces = [{ pack: smallPack.name, path: "README.md", version: "^1.0.0" }];
  const readme = '# Mine\n\n{{slot "readme-story"}}\n';

  test("is the layer's, with what others put into its slots", () => {
    const tree = project([
      acme({ files: { "README.md": readme }, replaces }),
      beta({ slots: { "readme-story": "beta\n" } }),
    ]);
    expect(tree.get("README.md")?.from).toEqual(["acme/ci"]);
    expect(text(tree, "README.md")).toMatch(/^# Mine\n\n[\s\S]*beta\n$/u);
  });

  test("can be replaced once more, by who says so of both", () => {
    const both = [...replaces, { pack: "acme", path: "README.md", version: "1.x" }];
    const tree = project([
      acme({ files: { "README.md": readme }, replaces }),
      foreignPack("beta", { ci: { files: { "README.md": readme }, replaces: both } }),
    ]);
    expect(tree.get("README.md")?.from).toEqual(["beta/ci"]);
  });

  test("may be one of several that are joined by key", () => {
    const tree = project([
      acme({
        files: { ".gitignore": "mine\n" },
        replaces: [{ pack: smallPack.name, path: ".gitignore", version: "*" }],
      }),
    ]);
    expect(text(tree, ".gitignore")).toBe("mine\n");
  });
});

describe("the lock", () => {
  const options = [
    { key: "token", type: "text", title: "T", hint: "", pattern: "line", secret: true },
    { key: "name", type: "text", title: "N", hint: "", pattern: "line", secret: false },
  ] as const;
  const pack = acme(
    { files: { "a.txt": "{{options.name}} {{options.token}}\n" } },
    { options, resolved: { source: "acme", integrity: "sha512-x", commit: "abc" } },
  );
  const given = { packs: ["./acme"], set: { "acme.token": "s3cret", name: "ada" } };
  const tree = project([pack], given);

  test("knows the packs and the options, and no secret", () => {
    expect(text(tree, "a.txt")).toBe("ada s3cret\n");
    const lock = JSON.parse(text(tree, ".12-factor/lock.json")) as Record<string, unknown>;
    expect(lock).toMatchObject({ answers: { packs: ["./acme"], set: { "acme.name": "ada" } } });
    expect(lock["packs"]).toEqual([
      { name: smallPack.name, source: "small", version: "1.2.3", hash: smallPack.hash },
      {
        name: "acme",
        source: "acme",
        version: "1.0.0",
        hash: "acme",
        integrity: "sha512-x",
        commit: "abc",
      },
    ]);
    expect(text(tree, ".12-factor/lock.json")).not.toContain("s3cret");
  });
});
