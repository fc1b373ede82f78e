import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Files } from "../../src/host/host.ts";
import { resolveTarget } from "../../src/write/target.ts";
import { temporaryName } from "../../src/write/temporary.ts";
import { fileOf, treeOf } from "../../src/words/tree.ts";
import { write } from "../../src/write/write.ts";
import { failureOf } from "../support/failure.ts";
import { readTree, temporaryFolder } from "../support/folders.ts";
import { systemError, testHost, type TestHostOptions } from "../support/host.ts";

const tree = treeOf([
  ["README.md", fileOf("# a\n", ["base"])],
  ["run.sh", fileOf("#!/bin/sh\n", ["base"])],
  ["src/deep/main.ts", fileOf("export {};\n", ["base"])],
]);
const written = {
  "README.md": "plain\n# a\n",
  "run.sh": "executable\n#!/bin/sh\n",
  "src/deep/main.ts": "plain\nexport {};\n",
};

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder();
});

interface Options extends Partial<TestHostOptions> {
  readonly intoExisting?: boolean;
  readonly aborted?: boolean;
}

function put(
  typed: string,
  { intoExisting = false, aborted = false, ...options }: Options = {},
): Promise<void> {
  const host = testHost({ cwd, ...options });
  if (aborted) host.abort();
  return write(tree, resolveTarget(typed, host.environment, host.files), host, { intoExisting });
}

/** The disk fails at the n-th call of one operation. */
function failing(name: keyof Files, at: number, code: string): Partial<Files> {
  let calls = 0;
  const real = fs[name] as (...args: unknown[]) => unknown;
  const faulty = (...args: unknown[]): unknown => {
    calls += 1;
    if (calls === at) throw systemError(code);
    return real(...args);
  };
  return { [name]: faulty };
}

describe("a tree is written whole", () => {
  test("into a folder that is not there yet", async () => {
    await put("agent");
    expect(readTree(join(cwd, "agent"))).toEqual(written);
    expect(readdirSync(cwd)).toEqual(["agent"]);
  });

  test("with the folders above it", async () => {
    await put("a/b/agent");
    expect(readTree(join(cwd, "a/b/agent"))).toEqual(written);
  });

  test("into the working directory when that is empty", async () => {
    await put(".");
    expect(readTree(cwd)).toEqual(written);
    expect(readdirSync(cwd)).toEqual(["README.md", "run.sh", "src"]);
  });

  test("into a folder that only has a fresh repository", async () => {
    mkdirSync(join(cwd, "agent/.git"), { recursive: true });
    await put("agent");
    expect(readTree(join(cwd, "agent"))).toEqual(written);
  });

  test("beside other files with --into-existing", async () => {
    mkdirSync(join(cwd, "agent/src"), { recursive: true });
    writeFileSync(join(cwd, "agent/src/mine.ts"), "mine\n");
    await put("agent", { intoExisting: true });
    expect(readTree(join(cwd, "agent"))).toEqual({ ...written, "src/mine.ts": "plain\nmine\n" });
  });

  test("again with --into-existing, accepting what is the same", async () => {
    await put("agent");
    fs.rmSync(join(cwd, "agent/README.md"));
    await put("agent", { intoExisting: true });
    expect(readTree(join(cwd, "agent"))).toEqual(written);
  });
});

describe("a place is refused and left as it was:", () => {
  const cases: [
    title: string,
    prepare: () => void,
    typed: string,
    code: string,
    message: string,
  ][] = [
    [
      "a folder with files",
      () => writeFileSync(join(mkdir("agent"), "x"), ""),
      "agent",
      "directory_not_empty",
      '"agent" is not empty.',
    ],
    [
      "a file",
      () => writeFileSync(join(cwd, "agent"), ""),
      "agent",
      "not_a_directory",
      '"agent" is a file, so "agent" cannot be a folder.',
    ],
    [
      "a folder below a file",
      () => writeFileSync(join(cwd, "notes"), ""),
      "notes/agent",
      "not_a_directory",
      '"notes" is a file, so "notes/agent" cannot be a folder.',
    ],
  ];
  test.each(cases)("%s", async (_title, prepare, typed, code, message) => {
    prepare();
    const before = readTree(cwd);
    expect(await failureOf(start(typed))).toMatchObject({ code, message, exit: 2 });
    expect(readTree(cwd)).toEqual(before);
  });

  test("files with other contents, all of them named", async () => {
    writeFileSync(join(mkdir("agent"), "README.md"), "mine\n");
    symlinkSync("/usr", join(cwd, "agent/src"));
    expect(await failureOf(start("agent", { intoExisting: true }))).toMatchObject({
      code: "files_exist",
      message: "Already there, with other contents: README.md, src/deep/main.ts.",
      exit: 2,
    });
    expect(readdirSync(join(cwd, "agent"))).toEqual(["README.md", "src"]);
  });

  function mkdir(name: string): string {
    mkdirSync(join(cwd, name));
    return join(cwd, name);
  }

  async function start(typed: string, options: Options = {}): Promise<void> {
    await put(typed, options);
  }
});

test("a folder that cannot be looked into is explained, not a bug of ours", async () => {
  mkdirSync(join(cwd, "agent"));
  const error = await failureOf(put("agent", { files: failing("readdirSync", 1, "EACCES") }));
  expect(error).toMatchObject({ code: "not_writable", exit: 1 });
});

describe("when it fails half way, the place is as it was:", () => {
  const faults: [
    operation: keyof Files,
    at: number,
    code: string,
    reported: string,
    message: string,
  ][] = [
    ["writeFileSync", 1, "ENOSPC", "disk_full", "the disk is full"],
    ["writeFileSync", 3, "EDQUOT", "disk_full", "your quota on this disk is used up"],
    ["mkdirSync", 1, "EACCES", "not_writable", "the folder is not writable"],
    ["mkdirSync", 2, "EROFS", "not_writable", "the disk is read-only"],
    ["writeFileSync", 2, "EIO", "write_failed", "the system says EIO"],
  ];
  describe.each(["agent", "a/b/agent", "empty", "used"])("%s", (typed) => {
    test.each(faults)("%s %i: %s", async (operation, at, code, reported, message) => {
      mkdirSync(join(cwd, "empty"));
      mkdirSync(join(cwd, "used"));
      writeFileSync(join(cwd, "used/x"), "mine\n");
      const before = everything();
      const error = await failureOf(
        put(typed, { intoExisting: true, files: failing(operation, at, code) }),
      );
      expect(error).toMatchObject({
        code: reported,
        message: `"${typed}" was not written: ${message}.`,
        exit: 1,
      });
      expect(everything()).toEqual(before);
    });

    test("or is interrupted", async () => {
      mkdirSync(join(cwd, "empty"));
      mkdirSync(join(cwd, "used"));
      writeFileSync(join(cwd, "used/x"), "mine\n");
      const before = everything();
      const error = await failureOf(put(typed, { intoExisting: true, aborted: true }));
      expect(error).toMatchObject({ code: "cancelled", exit: 130 });
      expect(everything()).toEqual(before);
    });
  });

  test("also when the moves into an empty folder stop in the middle", async () => {
    mkdirSync(join(cwd, "empty"));
    const error = await failureOf(put("empty", { files: failing("renameSync", 2, "EIO") }));
    expect(error.code).toBe("write_failed");
    expect(readdirSync(join(cwd, "empty"))).toEqual([]);
  });

  test("and a bug of ours is not worded as a fault of the disk", async () => {
    const files = {
      writeFileSync: () => {
        throw new TypeError("ours");
      },
    };
    await expect(put("agent", { files })).rejects.toThrow(TypeError);
    expect(readdirSync(cwd)).toEqual([]);
  });

  function everything(): string[] {
    return readdirSync(cwd, { recursive: true, encoding: "utf8" }).toSorted();
  }
});

test("a disk without links gets whole files too, and none is overwritten", async () => {
  mkdirSync(join(cwd, "agent"));
  writeFileSync(join(cwd, "agent/x"), "mine\n");
  const linkSync = (): never => {
    throw systemError("EPERM");
  };
  await put("agent", { intoExisting: true, files: { linkSync } });
  expect(readTree(join(cwd, "agent"))).toEqual({ ...written, x: "plain\nmine\n" });
});

describe("what earlier runs have left", () => {
  const environmentOf = (pid: number, hostname: string) => ({
    ...testHost({ cwd }).environment,
    pid,
    hostname,
  });
  const names = {
    dead: temporaryName(environmentOf(101, "here")),
    alive: temporaryName(environmentOf(102, "here")),
    elsewhere: temporaryName(environmentOf(101, "elsewhere")),
  };

  test("is removed when its process is dead, and only then", async () => {
    for (const name of Object.values(names)) mkdirSync(join(cwd, name));
    await put("agent", { environment: { isAlive: (pid) => pid === 102 } });
    expect(readdirSync(cwd).toSorted()).toEqual([names.alive, names.elsewhere, "agent"].toSorted());
  });

  test("does not make a folder count as used", async () => {
    mkdirSync(join(cwd, "agent", names.dead), { recursive: true });
    await put("agent", { environment: { isAlive: () => false } });
    expect(existsSync(join(cwd, "agent", names.dead))).toBe(false);
    expect(readFileSync(join(cwd, "agent/README.md"), "utf8")).toBe("# a\n");
  });
});
