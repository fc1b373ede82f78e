import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Gate, gateOf } from "../../src/packs/manifest/entries.ts";
import { failure } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { loadFolder, packFolder, smallPackFolder } from "../support/packs.ts";

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

describe("a layer", () => {
  const named = (files: Record<string, string>) =>
    loadFolder(packFolder(files)).layers.map(({ id, files: own }) => [
      id,
      own.map(({ path }) => path),
    ]);

  test("is a folder with a layer.json, called by its path; folders above it are rooms", () => {
    expect(
      named({
        "layers/one/files/layer.json": "",
        "layers/providers/openai/layer.json": "{}",
        "layers/providers/openai/files/a/b": "",
        "layers/providers/azure/layer.json": "{}",
        "layers/a/very/deep/room/layer.json": "{}",
      }),
    ).toEqual([
      ["a/very/deep/room", []],
      ["one", ["layer.json"]],
      ["providers/azure", []],
      ["providers/openai", ["a/b"]],
    ]);
  });

  test("may lie beside other files in a room", () => {
    expect(
      named({
        "layers/README.md": "",
        "layers/room/README.md": "",
        "layers/room/two/layer.json": "{}",
      }),
    ).toEqual([
      ["one", []],
      ["room/two", []],
    ]);
  });
});

describe("what a layer.json says of single files", () => {
  const layer = (json: object, ...paths: string[]) =>
    loadFolder(
      packFolder({
        "layers/one/layer.json": JSON.stringify(json),
        ...Object.fromEntries(paths.map((path) => [`layers/one/${path}`, ""])),
      }),
    ).layers[0];
  const [six, seven] = [{ factors: { has: 6 } }, { factors: { has: 7 } }];

  test("holds for a template and for a file, and may give it another place", () => {
    const files = {
      "a.without-people.json": { when: six, as: "a.json" },
      _gitignore: { when: seven },
      b: { as: "_c/.d" },
    };
    expect(
      layer({ files }, "files/_gitignore.hbs", "files/a.without-people.json", "files/b")?.files,
    ).toMatchObject([
      { path: ".gitignore", source: "files/_gitignore.hbs", when: seven },
      { path: "a.json", source: "files/a.without-people.json", when: six },
      { path: "_c/.d", source: "files/b" },
    ]);
  });

  test("holds for all that is below a folder, beside what is said further down", () => {
    const files = {
      "_x/y/z": { when: seven, yours: false },
      _x: { when: six, as: "src", yours: true },
    };
    const found = layer(
      { files },
      "files/_x/_a.hbs",
      "files/_x/y/_b",
      "files/_x/y/z/c",
      "files/_xy",
    );
    expect(found?.files.map(({ source, contents: _contents, ...said }) => [source, said])).toEqual([
      ["files/_x/_a.hbs", { path: "src/.a", when: six, yours: true }],
      ["files/_x/y/_b", { path: "src/y/.b", when: six, yours: true }],
      ["files/_x/y/z/c", { path: "src/y/z/c", when: { all: [six, seven] } }],
      ["files/_xy", { path: ".xy" }],
    ]);
  });

  test("holds for fragments, of which several of one slot stand in the order of their names", () => {
    const found = layer(
      { slots: { "steps.a.ts": { when: six }, "steps.ts": { when: seven } } },
      "slots/steps.ts.hbs",
      "slots/steps.b.ts",
      "slots/steps.a.ts",
    );
    expect(found?.fragments.map(({ slot, source, when }) => [slot, source, when])).toEqual([
      ["steps", "slots/steps.a.ts", six],
      ["steps", "slots/steps.b.ts", undefined],
      ["steps", "slots/steps.ts.hbs", seven],
    ]);
  });

  test("says whose a file is, where the layer does not", () => {
    const found = layer({ yours: true, files: { b: { yours: false } } }, "files/a", "files/b");
    expect(found?.files.map(({ path, yours }) => [path, yours])).toEqual([
      ["a", true],
      ["b", undefined],
    ]);
  });
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

/** What a layer of three files says of them. */
const said = (files: object): Record<string, string> => ({
  "layers/one/layer.json": JSON.stringify({ files }),
  "layers/one/files/a/b.json": "",
  "layers/one/files/c.md.hbs": "",
  "layers/one/files/_gitignore": "",
});

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
      "pack.json:1: name: is a name of ours",
    ],
    [
      { "pack.json": '{"name":"providers","title":"P","version":"1.0.0"}' },
      "pack.json:1: name: is a name of ours",
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
    [{ "layers/two/README.md": "" }, "layers/two/layer.json: is missing"],
    [
      { "layers/room/two/layer.json": "{}", "layers/room/three/files/a": "" },
      "layers/room/three/layer.json: is missing",
    ],
    [
      { "layers/room/two/layer.json": "{}", "layers/room/files/a": "" },
      "layers/room/layer.json: is missing",
    ],
    [{ "layers/two/files/layer.json": "{}" }, "layers/two/layer.json: is missing"],
    [
      { "layers/one/two/layer.json": "{}" },
      "layers/one/two: holds a layer inside the layer one; layers lie beside each other, and a room has no layer.json",
    ],
    [
      { "layers/one/two/three/layer.json": "{}" },
      "layers/one/two: holds a layer inside the layer one",
    ],
    [
      { "layers/Room/two/layer.json": "{}" },
      "layers/Room/two: is no id: lower-case letters, digits, dashes and plus signs",
    ],
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
      said({ "a/b.jsn": {} }),
      'layers/one/layer.json: files: "a/b.jsn" does not lie below files/. Did you mean "a/b.json"? Paths are written as they lie there, without .hbs.',
    ],
    [
      said({ "c.md.hbs": {} }),
      'layers/one/layer.json: files: "c.md.hbs" does not lie below files/. Did you mean "c.md"?',
    ],
    [
      said({ ".gitignore": {} }),
      'layers/one/layer.json: files: ".gitignore" does not lie below files/. Did you mean "_gitignore"?',
    ],
    [
      said({ "a/": {} }),
      'layers/one/layer.json: files: "a/" does not lie below files/. Did you mean "a"?',
    ],
    [said({ "": {} }), 'layers/one/layer.json: files: "" does not lie below files/.'],
    [
      said(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`no-such-file-${at}`, {}]))),
      "layers/one/layer.json: files: and 4 more that do not lie there",
    ],
    [
      {
        "layers/one/layer.json": '{"slots":{"promt.txt":{"when":{}}}}',
        "layers/one/slots/prompt.txt": "",
      },
      'layers/one/layer.json: slots: "promt.txt" does not lie below slots/. Did you mean "prompt.txt"?',
    ],
    [
      { "layers/one/layer.json": '{"slots":{"prompt.txt":{}}}', "layers/one/slots/prompt.txt": "" },
      "layers/one/layer.json:1: slots.prompt.txt.when: is missing",
    ],
    [
      said({ "c.md": { whn: {} } }),
      'layers/one/layer.json:1: files.c.md: unknown key "whn". Did you mean "when"? Valid: when, as, yours.',
    ],
    [said({ "c.md": { as: "" } }), "layers/one/layer.json:1: files.c.md.as: "],
    ...(
      [
        ["../evil", "leads out of it"],
        ["a/../../evil", "leads out of it"],
        ["./c", "leads out of it"],
        ["/etc/passwd", "is an absolute path"],
        ["C:/evil", "is an absolute path"],
        ["a//b", "is empty"],
        ["a/", "is empty"],
        ["a\\b", "holds \\, which Windows does not take"],
        [".git/hooks/post-commit", "belongs to git"],
        ["a/.GIT/config", "belongs to git"],
        ["git~1/config", "belongs to git"],
        [".12-factor/lock.json", "belongs to the generator"],
        ["node_modules/zod/index.js", "belongs to the package manager"],
        ["aux.md", "is reserved by Windows"],
        ["{{name}}.md", "is taken as it stands"],
        ["x/".repeat(30) + "y", "is deeper than 24 folders"],
      ] as const
    ).map(([as, problem]): [Record<string, string>, string] => [
      said({ "c.md": { as } }),
      `layers/one/files/c.md.hbs: would be ${JSON.stringify(as)}, which ${problem}`,
    ]),
    [
      said({ a: { as: "../x" } }),
      'layers/one/files/a/b.json: would be "../x/b.json", which leads out of it',
    ],
    [
      said({
        "a/b.json": { as: "HEAD" },
        "c.md": { as: "objects/x" },
        _gitignore: { as: "refs/x" },
      }),
      'layers: bring "HEAD" and what belongs to it: git would take "." for a repository',
    ],
    [
      said({ "c.md": { when: { options: { nope: true } } } }),
      'layers/one/layer.json: when: there is no option "nope" here.',
    ],
    [
      said({ "c.md": { when: { any: Array.from({ length: 400 }, () => ({ provider: "x" })) } } }),
      "layers/one/layer.json:1: files.c.md.when: is longer than 4000 characters",
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
