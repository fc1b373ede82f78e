import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { loadPack } from "../../src/index.ts";
import { cacheIn } from "../../src/packs/sources/cache.ts";
import { cacheFolder } from "../../src/packs/sources/cache-folder.ts";
import { hashOf } from "../../src/packs/manifest/entries.ts";
import { loadPacks } from "../../src/packs/load.ts";
import { archiveOf, entriesOf, smallest } from "../support/archives.ts";
import { failureOf } from "../support/failure.ts";
import { filesBelow, temporaryFolder, writeTree } from "../support/folders.ts";
import { systemError, testHost } from "../support/host.ts";

describe("the cache is where the system wants it", () => {
  const cases: [env: Record<string, string>, platform: NodeJS.Platform, folder: string][] = [
    [{ HOME: "/h" }, "linux", "/h/.cache/create-12-factor-agent/packs"],
    [{ HOME: "/h" }, "darwin", "/h/Library/Caches/create-12-factor-agent/packs"],
    [{ HOME: "/h", LOCALAPPDATA: "/l" }, "win32", "/l/create-12-factor-agent/packs"],
    [{ HOME: "/h", XDG_CACHE_HOME: "/x" }, "linux", "/x/create-12-factor-agent/packs"],
    [{ HOME: "/h", XDG_CACHE_HOME: "x" }, "linux", "/h/.cache/create-12-factor-agent/packs"],
    [{ HOME: "/h", CREATE_12_FACTOR_AGENT_CACHE: "/own" }, "linux", "/own"],
    [{ HOME: "/h", CREATE_12_FACTOR_AGENT_CACHE: "own" }, "linux", "/work/own"],
  ];
  test.each(cases)("%j on %s", (env, platform, folder) => {
    expect(cacheFolder({ cwd: "/work", env, platform })).toBe(folder);
  });
});

const entries = new Map([
  ["layers/one/files/a", Buffer.from([0, 255, 10])],
  ["pack.json", Buffer.from("{}")],
]);
const memory = { resolved: { source: "npm:x@^1", version: "1.0.0" }, hash: hashOf(entries) };

describe("the cache", () => {
  const { files } = testHost({ cwd: "/" });
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });

  test("gives back what it was given, under every key", () => {
    const cache = cacheIn(folder, files);
    expect(cache.keep(["npm:x@^1", "npm:x@1.0.0"], memory, entries)).toBeUndefined();
    expect(cache.recall("npm:x@^1")).toEqual(memory);
    expect(cache.recall("npm:x@1.0.0")).toEqual(memory);
    expect(cache.recall("npm:x@2.0.0")).toBeUndefined();
    expect(cache.read(memory.hash)).toEqual(entries);
    expect(filesBelow(folder)).toHaveLength(3);
  });

  test("gives nothing that is not what its name says, and throws it away", () => {
    const cache = cacheIn(folder, files);
    const file = join(folder, "trees", `${memory.hash}.json`);
    for (const damage of ["", "[", "{}", "[]", '[["pack.json","e30="]]', '[["pack.json",1]]']) {
      cache.keep(["x"], memory, entries);
      writeFileSync(file, damage);
      expect(cache.read(memory.hash)).toBeUndefined();
      expect(existsSync(file)).toBe(false);
    }
    cache.keep(["x"], memory, entries);
    expect(cache.read(memory.hash)).toEqual(entries);
  });

  test("remembers nothing of an index that is damaged", () => {
    const cache = cacheIn(folder, files);
    cache.keep(["x"], memory, entries);
    const whole = readFileSync(cache.fileOf("x"), "utf8");
    for (const damage of ["", whole.slice(0, 40), whole.replace('"x"', '"y"'), '{"key":"x"}']) {
      writeFileSync(cache.fileOf("x"), damage);
      expect(cache.recall("x")).toBeUndefined();
    }
  });

  test("keeps no half of a file, and says why when it cannot write", () => {
    for (const code of ["ENOSPC", "EROFS", "EACCES"]) {
      const fail = (): never => {
        throw systemError(code);
      };
      const host = testHost({ cwd: folder, files: { renameSync: fail } });
      expect(cacheIn(folder, host.files).keep(["x"], memory, entries)).toBe(
        `The cache in ${folder} cannot be written (${code}): packs are fetched again next time.`,
      );
      expect(filesBelow(folder)).toEqual([]);
    }
  });

  test("may be filled by several at once", async () => {
    const writers = Array.from({ length: 20 }, async () => {
      await Promise.resolve();
      return cacheIn(folder, files).keep(["x"], memory, entries);
    });
    expect(new Set(await Promise.all(writers))).toEqual(new Set([undefined]));
    expect(cacheIn(folder, files).read(memory.hash)).toEqual(entries);
    expect(filesBelow(folder)).toHaveLength(2);
  });
});

describe("several packs", () => {
  const named = (name: string): Record<string, string> => ({
    ...smallest,
    "pack.json": JSON.stringify({ name, title: "P", version: "1.0.0" }),
  });
  const cwdWith = (packs: Record<string, Record<string, string>>): string => {
    const cwd = temporaryFolder();
    for (const [folder, files] of Object.entries(packs)) writeTree(join(cwd, folder), files);
    return cwd;
  };
  const load = (cwd: string, ...specs: string[]) =>
    loadPacks(specs, testHost({ cwd }), { cacheFolder: join(cwd, "cache") });

  test("are the same in any order, by name", async () => {
    const cwd = cwdWith({ a: named("y"), b: named("x") });
    const { packs } = await load(cwd, "./a", "./b");
    expect(packs.map((pack) => [pack.name, pack.source])).toEqual([
      ["x", "./b"],
      ["y", "./a"],
    ]);
    const again = await load(cwd, "./b", "./a", "./b/");
    expect(JSON.stringify(again)).toBe(JSON.stringify({ packs, warnings: [] }));
  });

  test("of one name are one when they are the same, and an error when they differ", async () => {
    const changed = { ...named("x"), "layers/one/files/more": "" };
    const cwd = cwdWith({ a: named("x"), b: named("x"), c: changed });
    expect((await load(cwd, "./b", "./a")).packs).toMatchObject([{ name: "x", source: "./a" }]);
    for (const specs of [
      ["./a", "./c"],
      ["./c", "./a"],
    ]) {
      expect(await failureOf(load(cwd, ...specs))).toMatchObject({
        code: "pack_name_taken",
        message: 'Two packs are called "x": ./a and ./c.',
        fix: "Leave one of them out.",
        exit: 2,
      });
    }
  });

  test("may read what the others offer", async () => {
    const offer = '{"offers":{"kind":"store","id":"s","title":"S","hint":"","facts":{"size":"1"}}}';
    const cwd = cwdWith({
      a: { ...named("x"), "layers/one/files/a.hbs": "{{store.size}}\n" },
      b: { ...named("y"), "layers/one/layer.json": offer },
    });
    expect((await failureOf(load(cwd, "./a"))).message).toContain('unknown name "store.size"');
    expect((await load(cwd, "./a", "./b")).packs).toHaveLength(2);
  });
});

describe("loadPack, for programs", () => {
  test("loads a folder and an archive, and tells of a cache that cannot be written", async () => {
    const cwd = temporaryFolder();
    writeTree(join(cwd, "p"), { ...smallest, "layers/one/files/a.hbs": "{{provider.title}}\n" });
    writeFileSync(join(cwd, "p.tgz"), await archiveOf(entriesOf(smallest)));
    writeFileSync(join(cwd, "file"), "");
    const warnings: string[] = [];
    const options = {
      cwd,
      cacheFolder: join(cwd, "file", "cache"),
      onWarning: (warning: string) => void warnings.push(warning),
    };
    expect(await loadPack("./p", options)).toMatchObject({ name: "p", source: "./p" });
    expect(warnings).toEqual([]);
    expect(await loadPack("p.tgz", options)).toMatchObject({
      source: "./p.tgz",
      resolved: { source: "./p.tgz" },
    });
    expect(warnings).toEqual([
      `The cache in ${options.cacheFolder} cannot be written (ENOTDIR): packs are fetched again next time.`,
    ]);
    expect(readdirSync(cwd).toSorted()).toEqual(["file", "p", "p.tgz"]);
  });

  test("says when a folder is not to be read", async () => {
    const cwd = temporaryFolder();
    writeTree(cwd, smallest);
    const refuse = (): never => {
      throw systemError("EACCES");
    };
    const host = testHost({ cwd, files: { readFileSync: refuse } });
    expect(await failureOf(loadPacks(["."], host, { cacheFolder: cwd }))).toMatchObject({
      code: "pack_not_readable",
      message: "Pack . cannot be read: the system says EACCES.",
      exit: 1,
    });
  });

  test("says what is wrong with what it was given", async () => {
    const cwd = temporaryFolder();
    expect(await failureOf(loadPack("my-pack", { cwd }))).toMatchObject({ code: "bad_pack_spec" });
    expect(await failureOf(loadPack("./nope", { cwd }))).toMatchObject({
      code: "pack_not_found",
      message: "Pack ./nope cannot be used: there is no such folder.",
    });
  });
});
