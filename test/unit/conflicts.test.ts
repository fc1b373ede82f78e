import { describe, expect, test } from "vitest";
import { complete, type PartialAnswers } from "../../src/answers/answers.ts";
import { catalogOf } from "../../src/catalog/catalog.ts";
import type { Pack } from "../../src/packs/manifest/pack.ts";
import { plan } from "../../src/plan/plan.ts";
import { errorJson, errorText } from "../../src/commands/report.ts";
import { failure } from "../support/failure.ts";
import { factor14, foreignPack, type LayerSketch, smallPack } from "../support/packs.ts";

const defaults = { packageManager: "npm", folderName: "my-agent" };

function planned(packs: readonly Pack[], given: PartialAnswers = {}) {
  const catalog = catalogOf(packs);
  return plan(complete(given, catalog, defaults).answers, catalog, "0.0.0");
}

const acme = (layer: LayerSketch, more?: Partial<Pack>) => foreignPack("acme", { ci: layer }, more);
const beta = (layer: LayerSketch) => foreignPack("beta", { ci: layer });
const replacing = (version = "*", path = "README.md") => [{ pack: smallPack.name, path, version }];

/** A layer in a room that brings two files beside some answers. */
function bringing(...paths: string[]): Pack {
  const pack = foreignPack("acme", { "room/ci": {} });
  const files = paths.map((path, at) => ({ path, source: `files/${at}`, contents: "" }));
  return { ...pack, layers: pack.layers.map((layer) => ({ ...layer, files })) };
}

describe("what does not fit together is told with both sides and what to do:", () => {
  const cases: [name: string, packs: Pack[], code: string, message: string, fix: string][] = [
    [
      "one path",
      [acme({ files: { "run.sh": "" } })],
      "path_conflict",
      'Layers base and acme/ci both want "run.sh".',
      'Let one of them leave it out, or declare in its layer.json that it "replaces" the file.',
    ],
    [
      "one path that has slots",
      [acme({ files: { "README.md": "" } })],
      "path_conflict",
      'Layers base and acme/ci both want "README.md".',
      'Let one of them fill a slot of it (readme-story), or declare in its layer.json that it "replaces" the file.',
    ],
    [
      "one path twice in a layer",
      [bringing("a.txt", "a.txt")],
      "path_conflict",
      'Layer acme/room/ci brings "a.txt" twice: from "files/0" and "files/1".',
      "Let their conditions exclude each other.",
    ],
    [
      "two spellings in a layer",
      [bringing("a.txt", "A.txt")],
      "path_conflict",
      'Layer acme/room/ci wants "A.txt" and "a.txt", which differ in case alone.',
      "Let one of them take another name.",
    ],
    [
      "two spellings",
      [acme({ files: { "readme.md": "" } })],
      "path_conflict",
      'Layers base and acme/ci want "README.md" and "readme.md", which differ in case alone.',
      "Let one of them take another name.",
    ],
    [
      "a file where a folder is",
      [acme({ files: { "run.sh/inner": "" } })],
      "path_conflict",
      'Layers base and acme/ci want "run.sh" and "run.sh/inner", a file where a folder is.',
      "Let one of them take another name.",
    ],
    [
      "a repository for git, each pack with a part of it",
      [
        acme({ files: { "docs/head": "ref: x", "docs/Objects/a": "" } }),
        beta({ files: { "docs/refs/a": "" } }),
      ],
      "path_conflict",
      'Layers acme/ci and beta/ci make "docs/" what git takes for a repository: it would run what its config names.',
      "Leave one of the packs out.",
    ],
    [
      "a repository for git that says where its parts are",
      [acme({ files: { HEAD: "ref: x" } }), beta({ files: { commondir: "docs" } })],
      "path_conflict",
      'Layers acme/ci and beta/ci make "." what git takes for a repository: it would run what its config names.',
      "Leave one of the packs out.",
    ],
    [
      "a slot that no file has",
      [acme({ slots: { "readme-stroy": "x" } })],
      "unknown_slot",
      'Layer acme/ci fills the slot "readme-stroy", which no file has.',
      'Did you mean "readme-story"? Valid: readme-story, ts-header.',
    ],
    [
      "a file that is replaced for another version",
      [acme({ files: { "README.md": "" }, replaces: replacing(">=2.0.0 <3.0.0") })],
      "replaces_version",
      'Layer acme/ci replaces "README.md" of create-12-factor-agent >=2.0.0 <3.0.0, and this is 1.2.3.',
      "Take a version of acme that is made for it.",
    ],
    [
      "a file that is replaced without its slots",
      [acme({ files: { "README.md": "# Mine\n" }, replaces: replacing("^1.0.0") })],
      "replaces_slots",
      'Layer acme/ci replaces "README.md" of layer base without the slots "readme-story".',
      'Write a line such as {{slot "readme-story"}} for each of them into it.',
    ],
    [
      "a file that is replaced and is nowhere",
      [acme({ files: { "READ.md": "" }, replaces: replacing("*", "READ.md") })],
      "replaces_nothing",
      'Layer acme/ci replaces "READ.md", which create-12-factor-agent does not have.',
      "Take a version of acme that is made for create-12-factor-agent 1.2.3.",
    ],
    [
      "a file that is replaced twice",
      [
        acme({ files: { "run.sh": "" }, replaces: replacing("*", "run.sh") }),
        beta({ files: { "run.sh": "" }, replaces: replacing("*", "run.sh") }),
      ],
      "replaces_twice",
      'Layers acme/ci and beta/ci both replace "run.sh".',
      "Leave one of the packs out.",
    ],
    [
      "a factor of the guide",
      [acme({ offers: { ...factor14, id: "6" } })],
      "factor_conflict",
      "Packs create-12-factor-agent and acme both offer factor 6 (pause-resume), which is the guide's.",
      "Let acme take a number above 13 and a name of its own.",
    ],
    [
      "a factor that another pack has",
      [acme({ offers: factor14 }), beta({ offers: factor14 })],
      "factor_conflict",
      'Packs acme and beta both offer factor "14".',
      "Let one of them call it differently, or leave one of the packs out.",
    ],
    [
      "an offer of another pack",
      [acme({ offers: { kind: "provider", id: "alpha", title: "A", hint: "", facts: {} } })],
      "offer_conflict",
      'Packs create-12-factor-agent and acme both offer provider "alpha".',
      "Let one of them call it differently, or leave one of the packs out.",
    ],
    [
      "a key of package.json",
      [acme({ files: { "package.json": '{"type":"commonjs"}' } })],
      "join_conflict",
      'Layers base and acme/ci disagree about "type" in package.json.',
      "Let both say the same, or let one of them leave it out.",
    ],
    [
      "versions that do not meet",
      [acme({ files: needing("^1.0.0") }), beta({ files: needing("^2.0.0") })],
      "version_conflict",
      'Layers acme/ci and beta/ci want versions of "pino" in package.json of which neither range lies inside the other: "^1.0.0" and "^2.0.0".',
      "Let one of them take a range inside the other's.",
    ],
    [
      "a variable",
      [
        acme({ files: { ".env.example": "PORT=1\n" } }),
        beta({ files: { ".env.example": "PORT=2\n" } }),
      ],
      "join_conflict",
      'Layers acme/ci and beta/ci disagree about "PORT" in .env.example.',
      "Let both say the same, or let one of them leave it out.",
    ],
    [
      "a script that runs by itself",
      [acme({ files: { "package.json": '{"scripts":{"postinstall":"x"}}' } })],
      "lifecycle_script",
      'Layer acme/ci has the script "postinstall" in package.json, which package managers run by themselves.',
      "Call it differently: packs run no code while creating.",
    ],
  ];
  test.each(cases)("%s", (_name, packs, code, message, fix) => {
    const error = failure(() => planned([smallPack, ...packs]));
    expect({ code: error.code, message: error.message, fix: error.fix }).toEqual({
      code,
      message,
      fix,
    });
    expect(error.exit).toBe(2);
    expect(error.conflicts).toMatchObject([{ code, message, fix }]);
  });

  test("two packs of one name", () => {
    const twice = [smallPack, acme({}), acme({}, { source: "elsewhere" })];
    expect(failure(() => catalogOf(twice)).message).toBe(
      "Two packs are called acme: acme and elsewhere.",
    );
  });
});

describe("all of it at once", () => {
  const packs = [
    smallPack,
    acme({ files: { "run.sh": "", ...needing("^1.0.0") }, slots: { nope: "x" } }),
    beta({ files: needing("^2.0.0"), offers: { ...factor14, id: "7" } }),
  ];
  const error = failure(() => planned(packs));

  test("for a person", () => {
    expect(errorText(error, false)).toBe(
      [
        "error: 4 things do not fit together:",
        "  Packs create-12-factor-agent and beta both offer factor 7 (humans), which is the guide's. Let beta take a number above 13 and a name of its own.",
        '  Layers base and acme/ci both want "run.sh". Let one of them leave it out, or declare in its layer.json that it "replaces" the file.',
        '  Layer acme/ci fills the slot "nope", which no file has. Valid: readme-story, ts-header.',
        '  Layers acme/ci and beta/ci want versions of "pino" in package.json of which neither range lies inside the other: "^1.0.0" and "^2.0.0". Let one of them take a range inside the other\'s.',
        "       Repair the packs, or leave one of them out.",
        "",
      ].join("\n"),
    );
  });

  test("for a program", () => {
    const { error: told } = JSON.parse(errorJson(error)) as { error: object };
    expect(told).toMatchObject({
      code: "conflicts",
      conflicts: [
        { code: "factor_conflict", key: "7", between: [smallPack.name, "beta"] },
        { code: "path_conflict", path: "run.sh", between: ["base", "acme/ci"] },
        { code: "unknown_slot", slot: "nope", between: ["acme/ci"] },
        {
          code: "version_conflict",
          path: "package.json",
          key: "dependencies.pino",
          between: ["acme/ci", "beta/ci"],
        },
      ],
    });
  });

  test("the same in whatever order the packs are named", () => {
    const [one, two, three] = packs;
    for (const order of [
      [one, three, two],
      [two, one, three],
      [two, three, one],
      [three, one, two],
      [three, two, one],
    ]) {
      const other = failure(() => planned(order.flatMap((pack) => pack ?? [])));
      expect(other.conflicts).toEqual(error.conflicts);
    }
  });
});

test("what a message quotes cannot steer a terminal", () => {
  const key = "\\u001b[2J";
  const files = (value: string) => ({ "tsconfig.json": `{"${key}":"${value}"}` });
  const packs = [smallPack, acme({ files: files("a") }), beta({ files: files("b") })];
  expect(failure(() => planned(packs)).message).toBe(
    'Layers acme/ci and beta/ci disagree about "\\u001b[2J" in tsconfig.json.',
  );
});

test("a part that cannot be read is told without quoting it", () => {
  const packs = [smallPack, acme({ files: { "package.json": '{"a": s3cret}' } })];
  const { code, message } = failure(() => planned(packs));
  expect(code).toBe("join_unreadable");
  expect(message).toMatch(/^Layer acme\/ci brings a package\.json that cannot be joined: /u);
  expect(message).not.toContain("s3cret");
});

function needing(range: string): Record<string, string> {
  return { "package.json": JSON.stringify({ dependencies: { pino: range } }) };
}
