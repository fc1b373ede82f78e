import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { builtinPack } from "../../src/packs/builtin.ts";
import { problemText } from "../../src/packs/manifest/problem.ts";
import { readPack } from "../../src/packs/manifest/read.ts";
import { readDirectory } from "../../src/packs/sources/directory.ts";
import { overlapProblems } from "../../src/prove/overlaps.ts";
import { packAsking, templatesFolder } from "../support/packs.ts";

/** What is said of two files of a layer that want one path, each with a condition of its own. */
function overlaps(left: object, right: object, more: Files = {}): string[] {
  const files = {
    "one.txt": { when: left, as: "note.txt" },
    "two.txt": { when: right, as: "note.txt" },
  };
  return overlapsIn({
    "layers/one/layer.json": JSON.stringify({ files }),
    "layers/one/files/one.txt": "",
    "layers/one/files/two.txt": "",
    ...more,
  });
}

type Files = Readonly<Record<string, string>>;

const options = {
  ci: {
    type: "choice",
    title: "Which CI?",
    choices: [
      { id: "github", title: "GitHub" },
      { id: "gitlab", title: "GitLab" },
    ],
  },
  scan: { type: "boolean", title: "Scan?", when: { options: { ci: "gitlab" } } },
  team: { type: "text", title: "Whose?" },
  note: { type: "text", title: "A note?", default: "" },
};

function overlapsIn(files: Files): string[] {
  const { pack, problems } = readPack(readDirectory(packAsking(options, files), "acme", fs));
  expect(problems).toEqual([]);
  return overlapProblems(pack, [builtinPack()]).map(problemText);
}

const without = (factor: number) => ({ not: { factors: { has: factor } } });
const having = (factor: number) => ({ factors: { has: factor } });

describe("two files may want one path where their conditions exclude each other:", () => {
  const excluding: [left: object, right: object][] = [
    [having(7), without(7)],
    [{ provider: "openai" }, { provider: { in: ["azure", "ollama"] } }],
    [{ provider: { in: ["openai", "azure"] } }, { not: { provider: { in: ["openai", "azure"] } } }],
    [{ all: [having(7), having(9)] }, { any: [without(7), without(9)] }],
    // The anatomy is always there.
    [having(1), { not: { all: [having(8), having(12)] } }],
    // Nothing is kept without factor 6.
    [{ store: "sqlite" }, without(6)],
    // What an offer says of itself.
    [{ provider: "groq" }, { not: { facts: { "provider.lenient": "yes" } } }],
    [{ facts: { "provider.api": "chat-completions" } }, { provider: "anthropic" }],
    [{ options: { ci: "github" } }, { options: { ci: "gitlab" } }],
    [{ options: { scan: true } }, { options: { scan: false } }],
    // Where it is not asked, it is no.
    [{ options: { scan: true } }, { options: { ci: "github" } }],
    [{ options: { team: "a" } }, { not: { options: { team: { in: ["a", "b"] } } } }],
    // A question without a default is answered.
    [{ options: { team: "" } }, having(7)],
    [{ options: { ci: "github" } }, { not: { options: { ci: { in: ["github", "gitlab"] } } } }],
  ];
  test.each(excluding)("%j and %j", (left, right) => {
    expect(overlaps(left, right)).toEqual([]);
    expect(overlaps(right, left)).toEqual([]);
  });
});

describe("two files that want one path are told with answers beside which both apply:", () => {
  const meeting: [left: object, right: object, answers: string][] = [
    [{}, {}, "any answers"],
    [having(7), having(9), "factors has 7, factors has 9"],
    [having(7), without(9), "factors has 7, not factors has 9"],
    [having(1), having(8), "factors has 1, factors has 8"],
    [{ provider: "openai" }, { blueprint: "blank" }, 'provider = "openai", blueprint = "blank"'],
    [{ not: { provider: "openai" } }, { not: { provider: "azure" } }, 'provider = "some other"'],
    [{ store: "sqlite" }, having(6), 'store = "sqlite", factors has 6'],
    [{ not: { store: "sqlite" } }, without(6), 'store = "some other", not factors has 6'],
    [{ provider: "groq" }, { facts: { "provider.lenient": "yes" } }, 'provider = "groq"'],
    [
      { options: { ci: "gitlab" } },
      { options: { scan: true } },
      'options.ci = "gitlab", options.scan = "true"',
    ],
    [
      { options: { team: "a" } },
      { options: { note: "" } },
      'options.team = "a", options.note = ""',
    ],
    [
      { not: { options: { team: "a" } } },
      { not: { options: { team: "b" } } },
      'options.team = "some other"',
    ],
  ];
  test.each(meeting)("%j and %j", (left, right, answers) => {
    expect(overlaps(left, right)).toEqual([
      `layers/one/files/one.txt: would be "note.txt", and layers/one/files/two.txt the same, with ${answers}. Let their conditions exclude each other.`,
    ]);
  });

  test("in two layers, with what these ask for", () => {
    const layer = (when: object) => JSON.stringify({ when });
    const files = (left: object, right: object) => ({
      "layers/one/layer.json": layer(left),
      "layers/one/files/a": "",
      "layers/room/two/layer.json": layer(right),
      "layers/room/two/files/a": "",
    });
    expect(overlapsIn(files(having(7), having(9)))).toEqual([
      expect.stringMatching(
        /^layers\/one\/files\/a: would be "a", and layers\/room\/two\/files\/a the same, with /u,
      ),
    ]);
    expect(overlapsIn(files(having(7), without(7)))).toEqual([]);
  });

  test("in other letters", () => {
    const files = { "a.txt": { as: "NOTE.txt" }, "b.txt": { as: "note.txt" } };
    expect(
      overlapsIn({
        "layers/one/layer.json": JSON.stringify({ files }),
        "layers/one/files/a.txt": "",
        "layers/one/files/b.txt": "",
      }),
    ).toEqual([
      'layers/one/files/a.txt: would be "NOTE.txt", and layers/one/files/b.txt "note.txt", the same on many disks, with any answers. Let their conditions exclude each other.',
    ]);
  });
});

test("files that are joined have many owners", () => {
  const files = { "a.json": { as: "package.json" }, "b.json": { as: "package.json" } };
  expect(
    overlapsIn({
      "layers/one/layer.json": JSON.stringify({ files }),
      "layers/one/files/a.json": "{}",
      "layers/one/files/b.json": "{}",
    }),
  ).toEqual([]);
});

describe("what nobody can try is told in a moment:", () => {
  test("conditions that read too many answers", () => {
    const factors = Array.from({ length: 60 }, (_, at) => having(100 + at));
    expect(overlaps({ all: factors }, { any: [{ not: { all: factors } }] })).toEqual([
      'layers/one/files/one.txt: would be "note.txt", and so would layers/one/files/two.txt: there are more answers than can be tried. Let their conditions read fewer.',
    ]);
  });

  test("thousands of files that want one path", () => {
    const names = Array.from({ length: 1_000 }, (_, at) => `${at}.txt`);
    const files = Object.fromEntries(
      names.map((name, at) => [name, { as: "note.txt", when: { options: { team: `t${at}` } } }]),
    );
    const said = overlapsIn({
      "layers/one/layer.json": JSON.stringify({ files }),
      ...Object.fromEntries(names.map((name) => [`layers/one/files/${name}`, ""])),
    });
    expect(said).toEqual([expect.stringContaining("there are more answers than can be tried")]);
  });
});

test("no two files of our own pack want one path", () => {
  const { pack, problems } = readPack(readDirectory(templatesFolder, "templates", fs), "ours");
  expect(problems).toEqual([]);
  expect(overlapProblems(pack, [])).toEqual([]);
});
