import { describe, expect, test } from "vitest";
import { isJoined, join } from "../../src/plan/join/join.ts";
import { joins } from "../../src/packs/joins.ts";
import type { Conflict } from "../../src/words/errors.ts";
import type { Joined, Part } from "../../src/plan/join/part.ts";

const joined = (path: string, ...texts: string[]): string => resultOf(path, texts).text;
const together = (path: string, ...texts: string[]): Joined => join(path, partsOf(texts), joins);
const conflicts = (path: string, ...texts: string[]): readonly Conflict[] =>
  resultOf(path, texts).conflicts;

function resultOf(path: string, texts: readonly string[]): Joined {
  return join(path, partsOf(texts));
}

function partsOf(texts: readonly string[]): Part[] {
  return texts.map((text, index) => ({ from: `layer-${index + 1}`, text }));
}

test.each([
  ["package.json", true],
  ["web/package.json", true],
  ["tsconfig.json", true],
  ["tsconfig.build.json", true],
  [".gitignore", true],
  [".gitattributes", true],
  [".dockerignore", true],
  [".env.example", true],
  ["package-lock.json", false],
  ["src/tsconfig.ts", false],
  ["README.md", false],
])("whether %s is joined: %s", (path, expected) => {
  expect(isJoined(path)).toBe(expected);
});

describe("package.json", () => {
  test("has resolutions where the formatter wants them", () => {
    const text = joined(
      "package.json",
      '{ "engines": {}, "devDependencies": {} }',
      '{ "resolutions": {} }',
    );
    expect(Object.keys(JSON.parse(text))).toEqual(["devDependencies", "resolutions", "engines"]);
  });

  test("keeps the usual order of keys, sorts dependencies, and leaves scripts as they come", () => {
    const text = joined(
      "package.json",
      '{ "scripts": { "start": "x", "demo": "y" }, "name": "a", "dependencies": { "zod": "1" } }',
      '{ "dependencies": { "hono": "2" }, "custom": true, "type": "module", "scripts": { "build": "z" } }',
    );
    expect(text).toBe(`{
  "name": "a",
  "type": "module",
  "scripts": {
    "start": "x",
    "demo": "y",
    "build": "z"
  },
  "dependencies": {
    "hono": "2",
    "zod": "1"
  },
  "custom": true
}
`);
  });

  test("may be told the same twice", () => {
    const same = '{ "dependencies": { "zod": "1.0.0" } }';
    expect(JSON.parse(joined("package.json", same, same))).toEqual({
      dependencies: { zod: "1.0.0" },
    });
  });

  test("names both layers that disagree about a version", () => {
    const found = conflicts(
      "package.json",
      '{ "dependencies": { "zod": "1.0.0" } }',
      '{ "dependencies": { "hono": "1.0.0" } }',
      '{ "dependencies": { "zod": "2.0.0" } }',
    );
    expect(found).toMatchObject([
      {
        code: "join_conflict",
        message: 'Layers layer-1 and layer-3 disagree about "dependencies.zod" in package.json.',
      },
    ]);
  });

  test.each(["[]", "1", "{,}", "null"])("that is %s names the layer it came from", (text) => {
    expect(conflicts("package.json", "{}", text)).toMatchObject([
      {
        code: "join_unreadable",
        message: expect.stringContaining("Layer layer-2 brings a package.json") as string,
      },
    ]);
  });
});

test("tsconfig.json joins lists without repeating, and prints them on one line", () => {
  expect(
    joined(
      "tsconfig.json",
      '{ "compilerOptions": { "types": ["node"] }, "include": ["src"] }',
      '{ "include": ["src", "test"], "compilerOptions": { "strict": true } }',
    ),
  ).toBe(`{
  "compilerOptions": {
    "types": ["node"],
    "strict": true
  },
  "include": ["src", "test"]
}
`);
});

describe(".env.example", () => {
  test("takes each variable once, with the comment lines above it", () => {
    expect(
      joined(".env.example", "# one\n# more\nA=1\nB=\n", "# one\nA=1\n\n# three\n# C=3\n"),
    ).toBe("# one\n# more\nA=1\n\nB=\n\n# three\n# C=3\n");
  });

  test("names both layers that disagree about a value", () => {
    expect(conflicts(".env.example", "A=1\n", "A=2\n")).toMatchObject([
      { message: 'Layers layer-1 and layer-2 disagree about "A" in .env.example.' },
    ]);
  });
});

test.each([".gitignore", ".gitattributes", ".dockerignore"])("%s takes each line once", (path) => {
  expect(joined(path, "a\n\nb\n", "b\nc\n")).toBe("a\nb\nc\n");
});

describe("beside a pack of somebody else, versions", () => {
  const needs = (range: string, section = "dependencies") =>
    JSON.stringify({ [section]: { zod: range } });
  const wanting = (ranges: readonly string[]) =>
    together("package.json", ...ranges.map((range) => needs(range)));

  test.each([
    [["^4.0.0", "4.6.7"], "4.6.7"],
    [["4.6.7", "^4.0.0"], "4.6.7"],
    [["^4.1.0", "^4.0.0", ">=3"], "^4.1.0"],
    [[">=3", "^4.0.0", "^4.1.0"], "^4.1.0"],
    [["*", "^4.0.0"], "^4.0.0"],
    [["^4", "^4.0.0"], "^4"],
    [["latest", "latest"], "latest"],
  ])("%j become %s", (ranges, expected) => {
    const { text, conflicts: found } = wanting(ranges);
    expect(found).toEqual([]);
    expect(JSON.parse(text)).toEqual({ dependencies: { zod: expected } });
  });

  test.each([
    ["^3.0.0", "^4.0.0"],
    [">=3 <5", ">=4 <6"],
    ["4.6.7", "4.6.8"],
    ["latest", "^4.0.0"],
    ["github:a/b", "*"],
  ])("%j and %j are a conflict", (...ranges) => {
    const between = ["layer-1", "layer-2"];
    expect(wanting(ranges).conflicts).toMatchObject([{ key: "dependencies.zod", between }]);
  });

  test("of what tests and the program need are the program's", () => {
    const { text } = together("package.json", needs("^4.0.0", "devDependencies"), needs("4.6.7"));
    expect(JSON.parse(text)).toEqual({ dependencies: { zod: "4.6.7" } });
  });

  test("that are addresses are not told: a secret may be in them", () => {
    const address = "git+https://s3cret@example.com/a.git";
    const { conflicts: found } = together("package.json", needs(address), needs("^1.0.0"));
    expect(found).toMatchObject([{ code: "join_conflict", key: "dependencies.zod" }]);
    expect(JSON.stringify(found)).not.toContain("s3cret");
  });
});

describe("YAML beside a pack of somebody else", () => {
  test.each([
    [".github/workflows/ci.yml", true],
    [".github/workflows/release.yaml", true],
    [".gitlab-ci.yml", true],
    ["compose.yaml", true],
    ["docker-compose.yml", true],
    ["src/data.yml", false],
    [".github/dependabot.yml", false],
  ])("whether %s is joined: %s", (path, expected) => {
    expect(isJoined(path, joins)).toBe(expected);
    expect(isJoined(path)).toBe(false);
  });

  test("is joined by key, lists without repeating, on top of the first one's comments", () => {
    const { text, conflicts: found } = together(
      "compose.yaml",
      "# ours\nservices:\n  agent:\n    # the agent\n    ports: ['8080']\n\n    image: agent\n",
      "services:\n  agent:\n    ports: ['8080', '9090']\n  log:\n    image: log\nvolumes: { a: null }\n",
    );
    expect(found).toEqual([]);
    expect(text).toBe(
      "# ours\nservices:\n  agent:\n    # the agent\n    ports: ['8080', \"9090\"]\n\n    image: agent\n  log:\n    image: log\nvolumes:\n  a: null\n",
    );
  });

  test("of one layer stays byte for byte", () => {
    const text = "a:   [1,2]   # so\n\n\n";
    expect(together("compose.yaml", text).text).toBe(text);
  });

  test("names both layers that disagree, and who cannot be read", () => {
    const { conflicts: found } = together(
      "compose.yaml",
      "a: { b: 1 }",
      "a: { b: 2 }",
      "- 1",
      "a: [",
    );
    expect(found.map(({ message }) => message)).toEqual([
      "Layer layer-3 brings a compose.yaml that cannot be joined: it is not an object.",
      expect.stringMatching(
        /^Layer layer-4 brings a compose.yaml that cannot be joined: [^\n]+\.$/u,
      ),
      'Layers layer-1 and layer-2 disagree about "a.b" in compose.yaml.',
    ]);
  });
});
