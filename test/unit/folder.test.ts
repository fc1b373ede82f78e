import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadFolder } from "../../src/packs/load.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { smallPackFolder } from "../support/packs.ts";

/** A pack of one layer, and the files of a test on top. */
function packOf(files: Record<string, string>): string {
  const folder = temporaryFolder();
  const all = { "pack.json": '{"name":"p","title":"P"}', "layers/one/layer.json": "{}", ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test("a pack is read with its layers, files and fragments", () => {
  const pack = loadFolder(smallPackFolder);
  expect(pack).toMatchObject({ name: "small", version: "1.2.3", source: "small" });
  const base = pack.layers.find((layer) => layer.id === "base");
  expect(base?.files.map((file) => file.path)).toEqual([
    "README.md",
    "_underscored.txt",
    ".env.example",
    ".gitignore",
    "package.json",
    "run.sh",
  ]);
  expect(pack.layers.find((layer) => layer.id === "factor-07")?.fragments).toMatchObject([
    { slot: "readme-story", source: "slots/readme-story.md" },
  ]);
});

test("its hash tells every file apart, and nothing else", () => {
  const hash = (files: Record<string, string>): string => loadFolder(packOf(files)).hash;
  expect(hash({ "layers/one/files/a": "1" })).toBe(hash({ "layers/one/files/a": "1" }));
  expect(hash({ "layers/one/files/a": "1" })).not.toBe(hash({ "layers/one/files/a": "2" }));
  expect(hash({ "layers/one/files/a": "1" })).not.toBe(hash({ "layers/one/files/b": "1" }));
});

describe("a pack is refused", () => {
  const cases: [files: Record<string, string>, code: string, message: string][] = [
    [{ "pack.json": "{" }, "bad_pack", 'pack.json" is not JSON: '],
    [{ "pack.json": '{"name":"p"}' }, "bad_pack", 'pack.json" is not valid: title: '],
    [{ "pack.json": '{"name":"p","title":"P","hooks":[]}' }, "bad_pack", "hooks"],
    [{ "layers/one/layer.json": '{"order":"1"}' }, "bad_pack", 'layer.json" is not valid: order: '],
    [{ "layers/one/layer.json": '{"when":{"planet":"mars"}}' }, "bad_pack", "planet"],
    [
      { "layers/one/layer.json": '{"offers":{"kind":"toy","id":"x","title":"x","hint":""}}' },
      "bad_pack",
      "offers.kind",
    ],
    [{ "layers/one/files/con.txt": "" }, "bad_pack", 'con.txt" is reserved by Windows.'],
    [
      { "layers/one/files/a.hbs": "a\n{{nope}}" },
      "bad_template",
      'one/files/a.hbs: line 2: unknown name "nope".',
    ],
  ];
  test.each(cases)("with %j", (files, code, message) => {
    const error = failure(() => loadFolder(packOf(files)));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  test("that is no pack at all", () => {
    expect(failure(() => loadFolder(temporaryFolder())).message).toContain(
      'pack.json" is missing.',
    );
  });

  test("with a link, wherever it leads", () => {
    const folder = packOf({ "layers/one/files/a": "" });
    symlinkSync("/etc/passwd", join(folder, "layers/one/files/b"));
    expect(failure(() => loadFolder(folder)).message).toContain(
      'b" is neither a file nor a folder.',
    );
  });
});
