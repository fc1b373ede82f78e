import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as today from "../../src/index.ts";
import { checksumOf, lockPath } from "../../src/plan/lock.ts";
import { readLock } from "../../src/plan/read-lock.ts";
import { bytesOf, type Tree } from "../../src/words/tree.ts";
import { failure } from "../support/failure.ts";
import { type Api, released } from "../support/releases.ts";

const lockIn = (tree: Tree): string => String(tree.get(lockPath)?.contents);

async function treeBy({ loadPack, plan, render }: Api): Promise<Tree> {
  return render(plan({ directory: "a", author: "Ada", factors: [6, 7] }, [await loadPack()]));
}

const shaping = {
  name: "a",
  blueprint: "deploybot",
  provider: "openai",
  factors: [1, 2, 3, 4, 5, 6, 7, 8, 12],
  store: "sqlite",
  contextFormat: "xml",
  license: "MIT",
  author: "Ada",
  packageManager: "npm",
};

describe("a lock is read as it was written", () => {
  test("by this version", async () => {
    const tree = await treeBy(today);
    const lock = readLock(lockIn(tree));
    expect(lock).toEqual({ ...JSON.parse(lockIn(tree)), checksum: undefined });
    expect(lock).toMatchObject({ lockVersion: 2, answers: shaping });
  });

  test("by 0.1.0, which knew no kinds", async () => {
    const tree = await treeBy(await released("0.1.0"));
    const lock = readLock(lockIn(tree));
    expect(lock).toMatchObject({
      lockVersion: 1,
      generator: { name: "create-12-factor-agent", version: "0.1.0" },
      answers: shaping,
      packs: [{ name: "create-12-factor-agent", source: "builtin", version: "0.1.0" }],
    });
    const files = [...tree].filter(([path]) => path !== lockPath);
    expect(lock.files).toEqual(
      files.map(([path, { from, contents }]) => {
        const bytes = bytesOf(contents);
        const header = `blob ${bytes.length}\0`;
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        const blob = createHash("sha1").update(header).update(bytes).digest("hex");
        return { path, from, sha256, blob };
      }),
    );
  });

  test("with its lines in another form", async () => {
    const text = lockIn(await treeBy(today));
    expect(readLock(JSON.stringify(JSON.parse(text), undefined, 4))).toEqual(readLock(text));
  });
});

describe("a lock is refused", async () => {
  const text = lockIn(await treeBy(today));
  const whole = JSON.parse(text) as Record<string, unknown>;
  const [first] = whole["files"] as object[];
  const restore = "Take it back from git: git checkout -- .12-factor/lock.json";

  /** The lock with something else in it, and the checksum of that. */
  const saying = (change: object): string => {
    const { checksum: _checksum, ...content } = { ...whole, ...change };
    return JSON.stringify({ ...content, checksum: checksumOf(content) });
  };

  const cases: [why: string, text: string, message: RegExp][] = [
    ["that is no JSON", `${text.slice(0, 100)}`, /: .*JSON.*\.$/u],
    ["that is another JSON", "[]", /: it is no object\.$/u],
    ["without a version", '{"name":"a"}', /: it has no lockVersion\.$/u],
    ["of no version", saying({ lockVersion: 0 }), /: lockVersion: /u],
    ["without its files", saying({ files: undefined }), /: files: /u],
    [
      "with a kind that is none",
      saying({ files: [{ ...first, kind: "your" }] }),
      /: files\.0\.kind: "your" is not known\. Did you mean "yours"\?/u,
    ],
    [
      "with a file out of the project",
      saying({ files: [{ ...first, path: "../evil" }] }),
      /: files\.0\.path: no path of a file in a project\.$/u,
    ],
    [
      "with a file of git's",
      saying({ files: [{ ...first, path: ".git/config" }] }),
      /: files\.0\.path: no path of a file in a project\.$/u,
    ],
    [
      "with half an id",
      saying({ files: [{ ...first, blob: "abc" }] }),
      /: files\.0\.blob: no SHA-1\.$/u,
    ],
  ];
  test.each(cases)("%s", (_why, given, message) => {
    const error = failure(() => readLock(given));
    expect(error).toMatchObject({ code: "bad_lock", fix: restore });
    expect(error.message).toMatch(
      /^\.12-factor\/lock\.json is no lock of create-12-factor-agent: /u,
    );
    expect(error.message).toMatch(message);
  });

  test.each([
    ["an answer", text.replace('"Ada"', '"Eve"')],
    ["a file", text.replace('"kind":"ours"', '"kind":"yours"')],
    ["its version", text.replace('"lockVersion": 2', '"lockVersion": 1')],
    ["its checksum", JSON.stringify({ ...whole, checksum: undefined })],
  ])("in which somebody has changed %s", (_what, given) => {
    expect(given).not.toBe(text);
    expect(failure(() => readLock(given))).toMatchObject({
      code: "lock_changed",
      message: ".12-factor/lock.json is not as it was written: its checksum is another.",
      fix: restore,
    });
  });

  test("of a newer version, whatever else it says", () => {
    expect(failure(() => readLock('{"lockVersion":3,"projects":[]}'))).toMatchObject({
      code: "lock_newer",
      message:
        ".12-factor/lock.json was written by a newer create-12-factor-agent: its version is 3, and this one reads up to 2.",
      fix: "Run it again as npx create-12-factor-agent@latest.",
    });
  });
});
