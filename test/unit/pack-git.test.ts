import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type LoadOptions, loadPacks } from "../../src/packs/load.ts";
import { smallest } from "../support/archives.ts";
import { failureOf } from "../support/failure.ts";
import { filesBelow, readTree, temporaryFolder, writeTree } from "../support/folders.ts";
import { testHost } from "../support/host.ts";
import { loadFolder } from "../support/packs.ts";
import { newRepository, serveGit } from "../support/repositories.ts";

// Every command of git is a process or several.
vi.setConfig({ testTimeout: 60_000 });

let cacheFolder: string;
beforeEach(() => {
  cacheFolder = join(temporaryFolder(), "cache");
});

async function load(spec: string, options: LoadOptions & { env?: Record<string, string> } = {}) {
  const env = { PATH: process.env.PATH, HOME: temporaryFolder(), ...options.env };
  const host = testHost({ cwd: temporaryFolder(), environment: { env } });
  const temporary = temporaryFolder();
  vi.stubEnv("TMPDIR", temporary);
  try {
    return await loadPacks([spec], host, { cacheFolder, ...options });
  } finally {
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toEqual([]);
  }
}

const treeHash = (): string => {
  const folder = temporaryFolder();
  writeTree(folder, smallest);
  return loadFolder(folder).hash;
};

describe("a pack in a git repository", () => {
  test("is the tree of the commit that a branch, a tag or an id names", async () => {
    const { folder, git, commit } = await newRepository();
    const first = await commit({ ...smallest, "README.md": "# P", "src/index.js": "" });
    await git("tag", "light");
    await git("tag", "--annotate", "--message", "one", "v1.0.0");
    await git("branch", "feature/one");
    const second = await commit({ "layers/one/files/more.txt": "more" });
    const url = `git+file://${folder}`;
    const hash = treeHash();
    for (const ref of ["light", "v1.0.0", "feature/one", "refs/tags/light", first]) {
      const [pack] = (await load(`${url}#${ref}`)).packs;
      expect(pack).toMatchObject({
        hash,
        source: `${url}#${ref}`,
        resolved: { source: `${url}#${ref}`, commit: first },
      });
    }
    const [pack] = (await load(url)).packs;
    expect(pack?.resolved?.commit).toBe(second);
    expect(pack?.hash).not.toBe(hash);
  });

  test("may lie in a folder of it", async () => {
    const { folder, commit } = await newRepository();
    const inside = Object.entries(smallest).map(([path, text]) => [`packs/a pack/${path}`, text]);
    await commit(Object.fromEntries(inside) as Record<string, string>);
    const { packs } = await load(`git+file://${folder}#main:packs/a pack`);
    expect(packs).toMatchObject([{ hash: treeHash() }]);
    const error = await failureOf(load(`git+file://${folder}#main:packs/b`));
    expect(error.code).toBe("pack_not_found");
    expect(error.message).toMatch(
      /#main:packs\/b cannot be used: there is no folder "packs\/b" in commit [0-9a-f]{12}\.$/,
    );
  });

  test("may be in one whose ids are sha256", async () => {
    const { folder, commit } = await newRepository("--object-format=sha256");
    const id = await commit(smallest);
    expect((await load(`git+file://${folder}`)).packs[0]?.resolved?.commit).toBe(id);
    expect(id).toHaveLength(64);
  });

  test("keeps its bytes whatever the repository says about line ends and filters", async () => {
    const { folder, git, commit } = await newRepository();
    await git("config", "filter.evil.smudge", `touch ${join(folder, "smudged")}`);
    await commit({
      ...smallest,
      ".gitattributes": "* text eol=crlf filter=evil ident export-subst\n",
    });
    expect((await load(`git+file://${folder}`)).packs).toMatchObject([{ hash: treeHash() }]);
  });

  test("comes with no hook of the user's", async () => {
    const { folder, commit } = await newRepository();
    await commit(smallest);
    const home = temporaryFolder();
    mkdirSync(join(home, "hooks"));
    const hook = `#!/bin/sh\necho ran >> "${join(home, "ran")}"\n`;
    for (const name of ["reference-transaction", "post-checkout"])
      writeFileSync(join(home, "hooks", name), hook, { mode: 0o755 });
    writeFileSync(join(home, ".gitconfig"), `[core]\n\thooksPath = ${join(home, "hooks")}\n`);
    await load(`git+file://${folder}`, { env: { HOME: home } });
    expect(filesBelow(home)).not.toContain("ran");
  });

  test("is found where a git hook runs the program", async () => {
    const { folder, commit } = await newRepository();
    await commit(smallest);
    const env = { GIT_DIR: "/nowhere", GIT_INDEX_FILE: "/nowhere", GIT_WORK_TREE: "/nowhere" };
    expect((await load(`git+file://${folder}`, { env })).packs).toMatchObject([{ name: "p" }]);
  });
});

describe("with the user's own settings", () => {
  const homeWith = (settings: string): Record<string, string> => {
    const home = temporaryFolder();
    writeFileSync(join(home, ".gitconfig"), settings);
    return { HOME: home };
  };

  test("github: is fetched from wherever they say that GitHub is", async () => {
    const { folder, commit } = await newRepository();
    const inside = Object.entries(smallest).map(([path, text]) => [`packs/p/${path}`, text]);
    const id = await commit(Object.fromEntries(inside) as Record<string, string>);
    const env = homeWith(`[url "file://${folder}"]\n\tinsteadOf = https://github.com/me/x.git\n`);
    expect((await load("github:me/x/packs/p#main", { env })).packs).toMatchObject([
      { hash: treeHash(), source: "github:me/x/packs/p#main", resolved: { commit: id } },
    ]);
    // Known by its commit from now on: git is not needed.
    const alone = { PATH: temporaryFolder() };
    expect((await load(`github:me/x/packs/p#${id}`, { env: alone })).packs).toMatchObject([
      { source: `github:me/x/packs/p#${id}`, resolved: { commit: id } },
    ]);
  });

  test("a server that gives out no commit by its id gives out everything", async () => {
    const { folder, commit } = await newRepository();
    const first = await commit(smallest);
    await commit({ "layers/one/files/more.txt": "more" });
    const env = homeWith("[protocol]\n\tversion = 0\n");
    const { packs } = await load(`git+file://${folder}#${first}`, { env });
    expect(packs).toMatchObject([{ hash: treeHash(), resolved: { commit: first } }]);
  });
});

describe("over HTTP", () => {
  test("it is the same, an id is then used without the network, and a name with a warning", async () => {
    const { folder, git, commit } = await newRepository();
    const id = await commit(smallest);
    await git("branch", "other");
    const server = await serveGit(folder);
    const url = `git+http://127.0.0.1:${server.port}/${basename(folder)}/.git`;
    expect(await load(`${url}#main`)).toMatchObject({
      packs: [{ hash: treeHash(), resolved: { commit: id } }],
      warnings: [],
    });
    await server.stop();
    const asked = server.asked.length;

    expect(await load(`${url}#${id}`)).toMatchObject({ packs: [{ name: "p" }], warnings: [] });
    const { packs, warnings } = await load(`${url}#main`);
    expect(packs).toMatchObject([{ hash: treeHash(), resolved: { commit: id } }]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Pack git\+http:\S+#main could not be reached: fatal: unable to access /u,
      ),
    ]);
    expect(warnings[0]).toContain(`. The copy in the cache is used: commit ${id.slice(0, 12)}.`);
    expect(await load(`${url}#main`, { offline: true })).toMatchObject({ warnings: [] });
    expect(server.asked).toHaveLength(asked);
    expect(await failureOf(load(`${url}#other`))).toMatchObject({
      code: "pack_unreachable",
      exit: 1,
    });
    expect(await failureOf(load(`${url}#other`, { offline: true }))).toMatchObject({
      code: "pack_not_cached",
      message: `Pack ${url}#other is not in the cache ${cacheFolder}, and nothing is to be fetched.`,
    });
  });

  test("a password goes to the server, and nowhere else", async () => {
    const { folder, commit } = await newRepository();
    await commit(smallest);
    const server = await serveGit(folder);
    const address = `127.0.0.1:${server.port}/private/${basename(folder)}/.git`;
    const [pack] = (await load(`git+http://me:hunter2@${address}#main`)).packs;
    expect(server.asked.join("\n")).toContain("me:hunter2 /private/");
    expect(pack?.resolved?.source).toBe(`git+http://${address}#main`);
    expect(JSON.stringify([pack, readTree(cacheFolder)])).not.toContain("hunter2");

    const none = await failureOf(load(`git+http://me:hunter2@${address}x#main`));
    expect(none.code).toBe("pack_not_found");
    const nobody = await failureOf(load(`git+http://${address}#main`));
    expect(nobody.code).toBe("pack_not_found");
    expect(nobody.message).toContain("there is no such repository, or it is not yours to read");
    await server.stop();
    const away = await failureOf(load(`git+http://me:hunter2@${address}#other`));
    expect(away.code).toBe("pack_unreachable");
    for (const { message, fix } of [none, nobody, away])
      expect(message + fix).not.toContain("hunter2");
  });
});

describe("what cannot be had says why", () => {
  test("a run that is cancelled", async () => {
    const { folder, commit } = await newRepository();
    await commit(smallest);
    const host = testHost({ cwd: folder, environment: { env: process.env } });
    host.abort();
    const loading = loadPacks([`git+file://${folder}`], host, { cacheFolder });
    expect(await failureOf(loading)).toMatchObject({ code: "cancelled", exit: 130 });
  });

  test("a machine without room for temporary files", async () => {
    const gone = join(temporaryFolder(), "gone");
    vi.stubEnv("TMPDIR", gone);
    const host = testHost({ cwd: "/" });
    const error = await failureOf(loadPacks(["github:me/x"], host, { cacheFolder }));
    vi.unstubAllEnvs();
    expect(error).toMatchObject({
      code: "temporary_not_writable",
      message: `No temporary folder can be made in ${gone}: the system says ENOENT.`,
    });
  });

  test("a repository that is not there", async () => {
    const error = await failureOf(load(`git+file://${temporaryFolder()}/nope`));
    expect(error).toMatchObject({ code: "pack_not_found", exit: 2 });
    expect(error.message).toContain("there is no such repository, or it is not yours to read");
  });

  test("a name, and a commit, that are not there", async () => {
    const { folder, commit } = await newRepository();
    await commit(smallest);
    for (const ref of ["nope", "0123456789abcdef0123456789abcdef01234567"]) {
      const error = await failureOf(load(`git+file://${folder}#${ref}`));
      expect(error).toMatchObject({
        code: "pack_not_found",
        message: `Pack git+file://${folder}#${ref} cannot be used: the repository has no branch, tag or commit "${ref}".`,
      });
    }
  });

  test("a repository without a commit", async () => {
    const { folder } = await newRepository();
    const error = await failureOf(load(`git+file://${folder}`));
    expect(error.message).toContain("cannot be used: the repository has no commit.");
  });

  test("a machine without git", async () => {
    const env = { PATH: temporaryFolder() };
    expect(await failureOf(load("github:me/x", { env }))).toMatchObject({
      code: "git_missing",
      message: "Pack github:me/x cannot be used: git is not on this machine.",
      fix: "Install git, or give the pack as a folder.",
      exit: 1,
    });
  });
});

describe("an entry of a repository is refused", () => {
  test("a link and a submodule, before anything is read", async () => {
    const { folder, git, commit } = await newRepository();
    const id = await commit(smallest);
    symlinkSync("/etc/passwd", join(folder, "layers/one/files/link"));
    await git("add", "layers");
    await git("update-index", "--add", "--cacheinfo", `160000,${id},layers/one/files/module`);
    await git("commit", "--quiet", "--message", "Links");
    const error = await failureOf(load(`git+file://${folder}`));
    expect(error.code).toBe("bad_pack");
    expect(error.message).toBe(
      `Pack git+file://${folder} cannot be used: "layers/one/files/link" is neither a file nor a folder; "layers/one/files/module" is neither a file nor a folder.`,
    );
    expect(existsSync(cacheFolder)).toBe(false);
  });

  test("a name that no disk should see, as only a made tree can hold it", async () => {
    const { folder, git, commit } = await newRepository();
    await commit(smallest);
    const blob = await git("hash-object", "-w", "pack.json");
    for (const name of ["nul", "a\\b", "a:b", "ONE"])
      await git("update-index", "--add", "--cacheinfo", `100644,${blob},layers/${name}/x`);
    await git("commit", "--quiet", "--message", "Names");
    const { message } = await failureOf(load(`git+file://${folder}`));
    expect(message).toContain('"layers/nul/x" is reserved by Windows');
    expect(message).toContain('"layers/a\\\\b/x" holds \\, which Windows does not take');
    expect(message).toContain('"layers/a:b/x" holds :, which Windows does not take');
    expect(message).toContain("in case alone");
  });

  test("a file that is too large, and too many of them", async () => {
    const { folder, commit } = await newRepository();
    await commit({ ...smallest, "layers/one/files/big": "x".repeat(1_048_577) });
    expect((await failureOf(load(`git+file://${folder}`))).message).toContain(
      '"layers/one/files/big" is larger than 1048576 bytes',
    );
    const many = Array.from({ length: 5001 }, (_, at) => [`layers/one/files/${at}`, ""] as const);
    await commit(Object.fromEntries(many));
    expect((await failureOf(load(`git+file://${folder}`))).message).toContain(
      "it has more than 5000 entries",
    );
  });
});
