import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { complete, type PartialAnswers } from "../../src/answers/answers.ts";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { builtinPack } from "../../src/packs/builtin.ts";
import { type Pack, withContents } from "../../src/packs/manifest/pack.ts";
import { saidOf } from "../../src/packs/manifest/layer-parts.ts";
import { readPack } from "../../src/packs/manifest/read.ts";
import { readDirectory } from "../../src/packs/sources/directory.ts";
import { plan } from "../../src/plan/plan.ts";
import { render } from "../../src/plan/render.ts";
import { printTree, type Tree } from "../../src/words/tree.ts";
import { failure } from "../support/failure.ts";
import { compile } from "../support/handlebars.ts";
import { packWith, smallPack, templatesFolder } from "../support/packs.ts";

const defaults = { packageManager: "npm", folderName: "my-agent" };

function planned(given: PartialAnswers, pack: Pack = smallPack) {
  const catalog = catalogOf([pack]);
  return plan(complete(given, catalog, defaults).answers, catalog, "0.0.0");
}

const rendered = (given: PartialAnswers, pack?: Pack): Tree => render(planned(given, pack));
const text = (tree: Tree, path: string): unknown => tree.get(path)?.contents;

describe("a rendered project", () => {
  test("has the files of the layers that apply, in order, each with the layers behind it", () => {
    expect(printTree(rendered({ provider: "beta" }))).toBe(
      [
        ".env.example      base + provider-beta",
        ".gitignore        base",
        "README.md         base",
        "_underscored.txt  base",
        "package.json      base + provider-beta",
        "run.sh            base",
        "",
      ].join("\n"),
    );
  });

  test("has the fragments of a slot in the order of their layers", () => {
    expect(text(rendered({ author: "A_da" }), "README.md")).toBe(`# my-agent

For Plain on Alpha with sqlite.

## Pausing with SQLite

## Asking people

By A_da, the end.
`);
  });

  test("has no trace of an empty slot", () => {
    expect(text(rendered({ factors: "core" }), "README.md")).toBe(`# my-agent

For Plain on Alpha.

By , the end.
`);
  });

  test("ends each rendered file with one newline, and has line feeds only", () => {
    const file = (contents: string) => ({
      path: "a.txt",
      source: "a.txt.hbs",
      contents: compile(contents),
    });
    for (const contents of ["a\r\nb", "a\nb\n\n\n", "a\nb\n"]) {
      expect(text(rendered({}, packWith({ files: [file(contents)] })), "a.txt")).toBe("a\nb\n");
    }
  });

  test("keeps copied files byte for byte", () => {
    const bytes = new Uint8Array([0, 255, 13, 10]);
    const tree = rendered(
      {},
      packWith({ files: [{ path: "a.bin", source: "a.bin", contents: bytes }] }),
    );
    expect(text(tree, "a.bin")).toEqual(bytes);
  });

  test("makes what starts with #! executable", () => {
    const tree = rendered({});
    expect(tree.get("run.sh")?.mode).toBe(0o755);
    expect(tree.get("README.md")?.mode).toBe(0o644);
  });

  test("does not read adjacent numbers as a sum, nor entities out of quotes", () => {
    const contents = compile("{{version}}{{version}}\n{{author}}\n");
    const pack = packWith({ files: [{ path: "a", source: "a.hbs", contents }] });
    expect(text(rendered({ author: "<\"'&`=>" }, pack), "a")).toBe("0.0.00.0.0\n<\"'&`=>\n");
  });
});

describe("a template that fails", () => {
  test.each([
    ["\n{{provider.nope}}\n", '"nope" not defined in the answers - 2:2'],
    ["{{constructor}}\n", '"constructor" not defined in the answers - 1:2'],
  ])("%j is named with its pack, layer, file and line", (template, message) => {
    const file = { path: "a", source: "files/a.hbs", contents: compile(template) };
    const error = failure(() => rendered({}, packWith({ files: [file] })));
    expect(error).toMatchObject({ code: "template_failed", exit: 2 });
    expect(error.message).toContain("create-12-factor-agent/layers/extra/files/a.hbs: ");
    expect(error.message).toContain(message);
  });
});

describe("a conflict names both sides:", () => {
  const wants = (path: string) =>
    packWith({ files: [{ path, source: `files/${path}`, contents: "x\n" }] });

  test("two layers that want one path", () => {
    expect(failure(() => planned({}, wants("README.md")))).toMatchObject({
      code: "path_conflict",
      message: 'Layers base and extra both want "README.md".',
    });
  });

  test.each(["readme.md", "package.JSON", "run.sh/inner"])(
    "%s, which one disk cannot hold too",
    (path) => {
      expect(failure(() => planned({}, wants(path)))).toMatchObject({ code: "path_conflict" });
    },
  );

  test("a fragment for a slot that no file has", () => {
    const pack = packWith({
      fragments: [{ slot: "readme-stroy", source: "slots/readme-stroy.md", contents: "x" }],
    });
    expect(failure(() => planned({}, pack))).toMatchObject({
      code: "unknown_slot",
      message: 'Layer extra fills the slot "readme-stroy", which no file has.',
      fix: 'Did you mean "readme-story"? Valid: readme-story, ts-header.',
    });
  });
});

test.each([
  ["_gitignore", ".gitignore"],
  ["_github/workflows/ci.yml.hbs", ".github/workflows/ci.yml"],
  ["src/__init.py", "src/_init.py"],
  ["src/a_b.ts", "src/a_b.ts"],
])("the template %s becomes %s", (file, path) => {
  expect(saidOf(file, new Map()).path).toBe(path);
});

describe("our own templates give the same bytes as data and compiled by Handlebars", () => {
  const { pack } = readPack(readDirectory(templatesFolder, "ours", fs), "ours");
  const compiled: Pack = {
    ...pack,
    version: "0.0.0",
    source: "builtin",
    layers: pack.layers.map((layer) => ({
      ...layer,
      pack: pack.name,
      ...withContents(layer, (contents) =>
        typeof contents === "object" && "template" in contents
          ? compile(contents.template)
          : contents,
      ),
    })),
  };
  const built = builtinPack();
  const layers = catalogOf([built]).factors.filter((one) => one.part === "layer");
  const sets = Array.from({ length: 2 ** layers.length }, (_, bits) =>
    layers.filter((_layer, bit) => bits & (1 << bit)).map((one) => one.number),
  ).filter((set) => !set.includes(11) || set.includes(6));

  test.each(sets.map((factors) => [factors.join(",") || "core"]))(
    "with the layers %s",
    (factors) => {
      expect([...rendered({ factors }, built)]).toEqual([...rendered({ factors }, compiled)]);
    },
  );

  test.each(catalogOf([built]).offers.provider.map((offer) => offer.id))("for %s", (provider) => {
    const given = { provider, author: 'A`"${x}\n<b>', packageManager: "pnpm" };
    expect([...rendered(given, built)]).toEqual([...rendered(given, compiled)]);
  });
});
