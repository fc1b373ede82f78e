import { describe, expect, test } from "vitest";
import { isJoined, join } from "../../src/join/join.ts";
import type { Conflict } from "../../src/errors.ts";
import type { Joined } from "../../src/join/part.ts";

const joined = (path: string, ...texts: string[]): string => resultOf(path, texts).text;
const conflicts = (path: string, ...texts: string[]): readonly Conflict[] =>
  resultOf(path, texts).conflicts;

function resultOf(path: string, texts: readonly string[]): Joined {
  const parts = texts.map((text, index) => ({ from: `layer-${index + 1}`, text }));
  return join(path, parts);
}

test.each([
  ["package.json", true],
  ["web/package.json", true],
  ["tsconfig.json", true],
  ["tsconfig.build.json", true],
  [".gitignore", true],
  [".env.example", true],
  ["package-lock.json", false],
  ["src/tsconfig.ts", false],
  ["README.md", false],
])("whether %s is joined: %s", (path, expected) => {
  expect(isJoined(path)).toBe(expected);
});

describe("package.json", () => {
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

test(".gitignore takes each line once", () => {
  expect(joined(".gitignore", "a\n\nb\n", "b\nc\n")).toBe("a\nb\nc\n");
});
