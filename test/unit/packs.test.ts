import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Gate, gateOf } from "../../src/packs/manifest/entries.ts";
import { loadFolder } from "../../src/packs/load.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { packFolder, smallPackFolder } from "../support/packs.ts";

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
  const hash = (files: Record<string, string>): string => loadFolder(packFolder(files)).hash;
  expect(hash({ "layers/one/files/a": "1" })).toBe(hash({ "layers/one/files/a": "1" }));
  expect(hash({ "layers/one/files/a": "1" })).not.toBe(hash({ "layers/one/files/a": "2" }));
  expect(hash({ "layers/one/files/a": "1" })).not.toBe(hash({ "layers/one/files/b": "1" }));
});

const asking = (options: string): string =>
  `{"name":"p","title":"P","version":"1.0.0","options":{${options}}}`;

test("its options, its factor and what it replaces are read as they are said", () => {
  const pack = loadFolder(
    packFolder({
      "pack.json": asking('"url":{"type":"text","title":"T","pattern":"url"}'),
      "layers/one/layer.json":
        '{"when":{"options":{"url":"x"}},"replaces":[{"pack":"q","path":"a","version":"1.x"}],' +
        '"offers":{"kind":"factor","id":"14","title":"Audit","hint":"","name":"audit","needs":[6]}}',
      "layers/one/files/a.hbs": "{{options.url}}",
    }),
  );
  expect(pack.options).toEqual([
    { key: "url", type: "text", title: "T", hint: "", pattern: "url", secret: false },
  ]);
  expect(pack.layers).toMatchObject([
    {
      when: { options: { url: "x" } },
      replaces: [{ pack: "q", path: "a", version: "1.x" }],
      offers: { kind: "factor", id: "14", name: "audit", needs: [6] },
    },
  ]);
});

const refusal = (files: Record<string, string>): string => {
  const error = failure(() => loadFolder(packFolder(files)));
  expect(error).toMatchObject({ code: "bad_pack", exit: 2 });
  return error.message.replace(/^Pack \S+ cannot be used:\n/u, "");
};

describe("a pack is refused, with file, line, key and the nearest that is known", () => {
  const cases: [files: Record<string, string>, problem: string][] = [
    [{ "pack.json": "{\n" }, "pack.json:2: is not JSON: "],
    [{ "pack.json": '{"name":"p",\n"version":"1.0.0"}' }, "pack.json:1: title: is missing"],
    [
      { "pack.json": '{"name":"p","title":"P",\n"version":"1.0.0",\n"titel":"x"}' },
      'pack.json:3: unknown key "titel". Did you mean "title"? Valid: $schema, name, title, version, options.',
    ],
    [
      { "pack.json": '{"name":"p","title":"P","version":"1.0.0",\n"name":"q"}' },
      'pack.json:2: "name" stands there twice',
    ],
    [
      { "pack.json": '{"name":"p","title":"P","version":"1.0.0","__proto__":{"a":1}}' },
      'pack.json:1: unknown key "__proto__".',
    ],
    [
      { "pack.json": '{"name":"p","title":"a\\u001b[2J","version":"1.0.0"}' },
      "pack.json:1: title: holds a line break or a character that nobody sees",
    ],
    [
      { "pack.json": '{"name":"create-12-factor-agent","title":"P","version":"1.0.0"}' },
      "pack.json:1: name: is the name of our own pack",
    ],
    [
      { "layers/one/layer.json": '{\n"order":"1"}' },
      "layers/one/layer.json:2: order: Invalid input: expected number, received string",
    ],
    [
      { "layers/one/layer.json": '{"when":{"all":[{"provider":"x"},\n{"planet":"mars"}]}}' },
      'layers/one/layer.json:2: when.all.1: unknown key "planet".',
    ],
    [
      { "layers/one/layer.json": '{"offers":{"kind":"stroe","id":"x","title":"x","hint":""}}' },
      'layers/one/layer.json:1: offers.kind: "stroe" is not known. Did you mean "store"?',
    ],
    [
      { "layers/one/file/a": "" },
      'layers/one/file: is not a part of a layer. Did you mean "files"?',
    ],
    [{ "layers/two/files/a": "" }, "layers/two/layer.json: is missing"],
    [
      { "layers/one/files/_git/config": "" },
      'layers/one/files/_git/config: would be ".git/config", which belongs to git',
    ],
    [
      { "layers/one/files/a/_/b": "" },
      'layers/one/files/a/_/b: would be "a/./b", which leads out of it',
    ],
    [
      { "layers/one/files/_12-factor/lock.json": "" },
      'layers/one/files/_12-factor/lock.json: would be ".12-factor/lock.json", which belongs to the generator',
    ],
    [
      { "layers/one/files/{{name}}.txt": "" },
      "layers/one/files/{{name}}.txt: has a template as its name; names are taken as they stand",
    ],
    [
      { "pack.json": asking('"Token": {"type":"text","title":"T"}') },
      "pack.json:1: options.Token: Invalid key in record",
    ],
    [
      { "pack.json": asking('"a": {"type":"text","title":"T","pattern":"^(a+)+$"}') },
      'pack.json:1: options.a.pattern: "^(a+)+$" is not known. Valid: line, identifier, url.',
    ],
    [
      {
        "pack.json": asking(
          '"a": {"type":"choice","title":"T","default":"x","choices":[{"id":"y","title":"Y"}]}',
        ),
      },
      "pack.json:1: options.a: the default is not one of the choices",
    ],
    [
      { "pack.json": asking('"a": {"type":"text","title":"T","secret":true,"default":"x"}') },
      "pack.json:1: options.a: a secret has no default but an empty one",
    ],
    [
      { "pack.json": asking('"a": {"type":"boolean","title":"T","secret":true}') },
      'pack.json:1: options.a: unknown key "secret".',
    ],
    [
      {
        "pack.json": asking(
          '"a": {"type":"boolean","title":"T","when":{"options":{"b":true}}},"b":{"type":"boolean","title":"T"}',
        ),
      },
      'pack.json: when: there is no option "b" here.',
    ],
    [
      {
        "pack.json": asking('"docker": {"type":"boolean","title":"T"}'),
        "layers/one/layer.json": '{"when":{"not":{"options":{"dokcer":true}}}}',
      },
      'layers/one/layer.json: when: there is no option "dokcer" here. Did you mean "docker"?',
    ],
    [
      {
        "pack.json": asking('"docker": {"type":"boolean","title":"T"}'),
        "layers/one/files/a.hbs": "{{options.dokcer}}",
      },
      'layers/one/files/a.hbs:1: unknown name "options.dokcer"',
    ],
    [
      { "layers/one/layer.json": '{"replaces":[{"pack":"q","path":"a","version":"soon"}]}' },
      "layers/one/layer.json:1: replaces.0.version: is no range of versions, such as ^1.0.0",
    ],
    [
      { "layers/one/layer.json": '{"replaces":[{"pack":"q","path":"a","version":"1.x"}]}' },
      'layers/one/layer.json: replaces: "a" is no file of this layer.',
    ],
    [
      { "layers/one/layer.json": '{"offers":{"kind":"factor","id":"1.5","title":"x","hint":""}}' },
      "layers/one/layer.json:1: offers: a factor's id is its number",
    ],
    [
      {
        "layers/one/layer.json":
          '{"offers":{"kind":"store","id":"x","title":"x","hint":"","needs":[6]}}',
      },
      "layers/one/layer.json:1: offers: name and needs are for factors",
    ],
    [{ "layers/one/files/a.hbs": "a\n{{nope}}" }, 'layers/one/files/a.hbs:2: unknown name "nope"'],
    [
      { "layers/one/files/a.hbs": "{{#if name}}" },
      "layers/one/files/a.hbs:1: does not parse: Expecting ",
    ],
    [
      { "layers/one/files/a.hbs": "x".repeat(140_000) },
      "layers/one/files/a.hbs: is a template of 140000 characters; 131072 is the most",
    ],
  ];
  test.each(cases)("%j", (files, problem) => {
    expect(refusal(files)).toContain(`  ${problem}`);
  });

  test("all of it at once", () => {
    const problems = refusal({
      "pack.json": '{"name":"p"}',
      "layers/one/layer.json": '{"order":"1"}',
      "layers/two/layer.json": "{}",
      "layers/two/files/a.hbs": "{{nope}}",
    });
    expect(problems).toBe(
      [
        "  pack.json:1: title: is missing",
        "  pack.json:1: version: is missing",
        "  layers/one/layer.json:1: order: Invalid input: expected number, received string",
        '  layers/two/files/a.hbs:1: unknown name "nope"',
      ].join("\n"),
    );
  });

  test("that is no pack at all", () => {
    expect(failure(() => loadFolder(temporaryFolder())).message).toContain("pack.json: is missing");
  });
});

describe("an entry is refused before it is read", () => {
  test("a link, wherever it leads", () => {
    const folder = packFolder({ "layers/one/files/a": "" });
    symlinkSync("/etc/passwd", join(folder, "layers/one/files/b"));
    symlinkSync("..", join(folder, "layers/two"));
    expect(failure(() => loadFolder(folder)).message).toContain(
      'cannot be used: "layers/one/files/b" is neither a file nor a folder; "layers/two" is neither a file nor a folder.',
    );
  });

  const names: [name: string, kind: "file" | "other", bytes: number, problem: string][] = [
    ["layers/a/../../../x", "file", 1, '"layers/a/../../../x" leads out of it'],
    ["/etc/passwd", "file", 1, '"/etc/passwd" is an absolute path'],
    ["C:/x", "file", 1, '"C:/x" is an absolute path'],
    ["layers\\..\\x", "file", 1, '"layers\\\\..\\\\x" holds \\, which Windows does not take'],
    ["layers/a\0b", "file", 1, '"layers/a\\u0000b" holds a control character'],
    ["layers/\u001b[2J", "file", 1, '"layers/\\u001b[2J" holds a control character'],
    [
      "layers/a\u202eb",
      "file",
      1,
      '"layers/a\\u202eb" holds a character that turns text around or hides it',
    ],
    ["layers/nul.txt", "file", 1, '"layers/nul.txt" is reserved by Windows'],
    ["layers/\ufffd", "file", 1, '"layers/\ufffd" is not valid Unicode'],
    ["layers//a", "file", 1, '"layers//a" is empty'],
    ["layers/a", "other", 1, '"layers/a" is neither a file nor a folder'],
    ["layers/a", "file", 2_000_000, '"layers/a" is larger than 1048576 bytes'],
    ["LAYERS/A", "file", 1, '"LAYERS/A" differs from "layers" in case alone'],
  ];
  test.each(names)("%j, %s, %d bytes", (name, kind, bytes, problem) => {
    const gate = gateOf("p");
    expect(gate.admit("layers/b", "file", 1)).toBe(true);
    expect(gate.admit(name, kind, bytes)).toBe(false);
    expect(failure(gate.close).message).toContain(`Pack p cannot be used: ${problem}`);
  });

  test("more entries than any pack has, and more bytes", () => {
    const many = gateOf("p");
    expect(failure(() => fill(many, 1)).message).toBe(
      "Pack p cannot be used: it has more than 5000 entries.",
    );
    const large = gateOf("p");
    expect(failure(() => fill(large, 1_000_000)).message).toBe(
      "Pack p cannot be used: it is larger than 20971520 bytes.",
    );
    function fill(gate: Gate, bytes: number): void {
      for (let at = 0; at < 1_000_000; at += 1) gate.admit(`layers/${at}`, "file", bytes);
    }
  });
});
