import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readJsonSync, writeJsonSync } from "fs-extra/esm";
import { describe, expect, test } from "vitest";
import { bin, cli, newUser, onlyNode, unattended } from "../support/cli.ts";
import type { User } from "../support/cli.ts";
import { filesBelow, readTree } from "../support/folders.ts";
import { must, run } from "../support/processes.ts";

interface Created {
  ok: true;
  command: string;
  directory: string;
  answers: Record<string, unknown>;
  files: { path: string; from: string; kind: string; bytes: number }[];
  next: string[];
  warnings: string[];
}

interface Lock {
  answers: Record<string, unknown>;
  files: { path: string; from: string[]; kind: string; blob: string; blob256: string }[];
}

async function create(user: User, ...args: string[]): Promise<Created> {
  const outcome = await cli(user, [...args, ...unattended, "--json"]);
  expect(outcome).toMatchObject({ code: 0 });
  return JSON.parse(outcome.stdout) as Created;
}

describe("without a terminal", () => {
  test("--yes writes a project and asks nothing", async () => {
    const user = newUser();
    const outcome = await cli(user, ["my-agent", ...unattended]);

    expect(outcome).toMatchObject({ code: 0 });
    const written = filesBelow(join(user.cwd, "my-agent"));
    expect(written.length).toBeGreaterThanOrEqual(35);
    expect(written).toContain("package.json");
    expect(written).toContain(".12-factor/lock.json");
    expect(readdirSync(user.cwd)).toEqual(["my-agent"]);
  });

  test("CI=1 alone never waits, and names what is missing", async () => {
    const user = newUser();
    const outcome = await cli(user, [], { env: { CI: "1" } });

    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe("");
    expect(outcome.stderr).toContain("--provider");
    expect(outcome.stderr).toContain("--yes");
    expect(readdirSync(user.cwd)).toEqual([]);
  });

  test("a closed standard input is no reason to wait or to crash", async () => {
    const user = newUser();
    const closed = ['exec "$@" <&-', "sh", bin(), "my-agent", ...unattended];
    const outcome = await run("sh", ["-c", ...closed], { cwd: user.cwd, env: user.env });

    expect(outcome).toMatchObject({ code: 0 });
    expect(existsSync(join(user.cwd, "my-agent", "package.json"))).toBe(true);
  });

  test("answers that nobody gave are all named at once, each with its flag", async () => {
    const user = newUser();
    const outcome = await cli(user, ["--json"]);

    expect(outcome.code).toBe(2);
    const { ok, error } = JSON.parse(outcome.stdout);
    expect(ok).toBe(false);
    expect(error.missing.length).toBeGreaterThan(1);
    expect(error.fix).toContain("--yes");
    expect(readdirSync(user.cwd)).toEqual([]);
  });
});

describe("--json", () => {
  test("puts exactly one object on standard output that says what was written", async () => {
    const user = newUser();
    const result = await create(user, "my-agent", "--provider", "openai");

    expect(Object.keys(result).toSorted()).toEqual(
      ["answers", "command", "directory", "files", "next", "ok", "warnings"].toSorted(),
    );
    expect(result.ok).toBe(true);
    expect(result.command).toBe("create");
    expect(basename(result.directory)).toBe("my-agent");
    expect(result.next[0]).toBe("cd my-agent");
    expect(result.warnings).toEqual([]);
    expect(result.answers).toMatchObject({
      name: "my-agent",
      blueprint: "deploybot",
      provider: "openai",
      store: "sqlite",
      contextFormat: "xml",
      license: "MIT",
      packageManager: "npm",
    });
    expect(result.answers.factors).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13]);
    expect(result.files.map((file) => file.path).toSorted()).toEqual(
      filesBelow(join(user.cwd, "my-agent")),
    );
    for (const file of result.files) {
      const onDisk = readFileSync(join(user.cwd, "my-agent", file.path));
      expect({ path: file.path, bytes: onDisk.length }).toEqual({
        path: file.path,
        bytes: file.bytes,
      });
      expect(file.from).toMatch(/^[\w+-]+/);
    }
  });
});

describe("--dry-run", () => {
  test("shows every file with its layer and writes nothing", async () => {
    const user = newUser();
    const dry = await cli(user, ["my-agent", ...unattended, "--dry-run"]);
    expect(dry.code).toBe(0);
    expect(readdirSync(user.cwd)).toEqual([]);

    const written = await create(user, "my-agent");
    for (const file of written.files) {
      const line = dry.stdout.split("\n").find((text) => text.includes(basename(file.path)));
      expect(line, `a line for ${file.path}`).toBeDefined();
    }
    const owners = new Set(written.files.map((file) => file.from));
    for (const owner of owners) expect(dry.stdout).toContain(owner);
  });

  test("with --json lists the same files as the real run", async () => {
    const user = newUser();
    const dry = await create(user, "my-agent", "--dry-run");
    expect(readdirSync(user.cwd)).toEqual([]);
    const written = await create(user, "my-agent");
    expect(dry.files).toEqual(written.files);
  });
});

describe("the same answers", () => {
  test("give the same bytes, twice, in two places", async () => {
    const [one, other] = [newUser(), newUser()];
    await create(one, "my-agent", "--author", "Ada");
    await create(other, "my-agent", "--author", "Ada");
    expect(readTree(other.cwd)).toEqual(readTree(one.cwd));
  });

  test("give the same bytes as flags and as a file of answers", async () => {
    const user = newUser();
    const result = await create(
      user,
      "flags/my-agent",
      "--factors",
      "6,7",
      "--license",
      "Apache-2.0",
    );
    const { answers } = result;
    delete answers.directory;
    writeJsonSync(join(user.cwd, "answers.json"), answers);
    const again = await cli(user, ["file/my-agent", "--answers", "answers.json", "--json"]);

    expect(again).toMatchObject({ code: 0 });
    expect(readTree(join(user.cwd, "file"))).toEqual(readTree(join(user.cwd, "flags")));
  });

  test("can come from standard input, where flags win over them", async () => {
    const user = newUser();
    const answers = JSON.stringify({ directory: "my-agent", license: "MIT", author: "Ada" });
    const outcome = await cli(
      user,
      ["--answers", "-", ...unattended, "--license", "Apache-2.0", "--json"],
      { input: answers },
    );

    expect(outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(outcome.stdout).answers).toMatchObject({
      license: "Apache-2.0",
      author: "Ada",
    });
    expect(readFileSync(join(user.cwd, "my-agent", "LICENSE"), "utf8")).toContain("Apache");
  });
});

describe("the place", () => {
  test("may be an empty folder that one stands in", async () => {
    const user = newUser();
    const here = join(user.cwd, "my-agent");
    mkdirSync(here);
    const outcome = await cli(user, [".", ...unattended, "--json"], { cwd: here });

    expect(outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(outcome.stdout).answers.name).toBe("my-agent");
    await create(user, "elsewhere/my-agent");
    expect(readTree(here)).toEqual(readTree(join(user.cwd, "elsewhere", "my-agent")));
    expect(readdirSync(here).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  test("may be an absolute path that the user gave", async () => {
    const user = newUser();
    const elsewhere = newUser().cwd;
    await create(user, join(elsewhere, "my-agent"));
    expect(existsSync(join(elsewhere, "my-agent", "package.json"))).toBe(true);
    expect(readdirSync(user.cwd)).toEqual([]);
  });

  test("gives the package its name where npm would refuse the folder's", async () => {
    const user = newUser();
    const result = await create(user, "My Cool Agent");
    expect(result.answers.name).toBe("my-cool-agent");
    const manifest = readFileSync(join(user.cwd, "My Cool Agent", "package.json"), "utf8");
    expect(JSON.parse(manifest).name).toBe("my-cool-agent");
  });

  test("keeps its files with --into-existing, and ours are added beside them", async () => {
    const user = newUser();
    mkdirSync(join(user.cwd, "my-agent"));
    writeFileSync(join(user.cwd, "my-agent", "NOTES.md"), "mine\n");
    await create(user, "my-agent", "--into-existing");
    expect(readFileSync(join(user.cwd, "my-agent", "NOTES.md"), "utf8")).toBe("mine\n");

    await create(user, "fresh/my-agent");
    const { "NOTES.md": mine, ...ours } = readTree(join(user.cwd, "my-agent"));
    expect(mine).toBe("plain\nmine\n");
    expect(ours).toEqual(readTree(join(user.cwd, "fresh", "my-agent")));

    // What is already there, byte for byte, is no conflict: a second run finishes a first one.
    await create(user, "my-agent", "--into-existing");
  });

  test("is left as it was when --into-existing would overwrite a file", async () => {
    const user = newUser();
    mkdirSync(join(user.cwd, "my-agent"));
    writeFileSync(join(user.cwd, "my-agent", "README.md"), "mine\n");
    const outcome = await cli(user, ["my-agent", ...unattended, "--into-existing", "--json"]);

    expect(outcome.code).toBe(2);
    expect(JSON.parse(outcome.stdout).error.message).toContain("README.md");
    expect(readTree(user.cwd)).toEqual({ "my-agent/README.md": "plain\nmine\n" });
  });
});

describe("what is written", () => {
  test("uses LF, ends with one newline and names no machine path", async () => {
    const user = newUser();
    await create(user, "my-agent");
    for (const [path, contents] of Object.entries(readTree(join(user.cwd, "my-agent")))) {
      expect(contents.includes("\r"), `${path} has a carriage return`).toBe(false);
      expect(/[^\n]\n$/.test(contents), `${path} ends with one newline`).toBe(true);
      expect(contents.includes(user.cwd), `${path} names ${user.cwd}`).toBe(false);
    }
  });

  test("is recorded in the lock with its layer, whose it is, and git's ids", async () => {
    const user = newUser();
    const result = await create(user, "my-agent");
    const folder = join(user.cwd, "my-agent");
    const lock = readJsonSync(join(folder, ".12-factor", "lock.json")) as Lock;

    const written = result.files.filter(({ path }) => path !== ".12-factor/lock.json");
    expect(lock.files.map((file) => ({ ...file, from: file.from.join(" + ") }))).toEqual(
      written.map(({ path, from, kind }) => {
        const contents = readFileSync(join(folder, path));
        const idBy = (algorithm: string): string =>
          createHash(algorithm).update(`blob ${contents.length}\0`).update(contents).digest("hex");
        return { path, from, kind, blob: idBy("sha1"), blob256: idBy("sha256") };
      }),
    );
    expect(lock.answers).toMatchObject({ provider: "openai", blueprint: "deploybot" });
  });
});

describe("git", () => {
  const identity = {
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.com",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.com",
  };
  const withGit = ["my-agent", "--yes", "--no-install", "--git", "--package-manager", "npm"];

  test("gets a first commit that holds every file", async () => {
    const user = newUser();
    expect(await cli(user, withGit, { env: identity })).toMatchObject({ code: 0 });
    const folder = join(user.cwd, "my-agent");
    const listed = await must("git", ["ls-tree", "-r", "--name-only", "HEAD"], {
      cwd: folder,
      env: user.env,
    });
    expect(listed.stdout.trim().split("\n").toSorted()).toEqual(filesBelow(folder));
  });

  test("without an identity the commit is skipped with a warning, and that is no failure", async () => {
    const user = newUser();
    const outcome = await cli(user, [...withGit, "--json"]);
    expect(outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(outcome.stdout).warnings.join("\n")).toMatch(/user\.name|user\.email/);
    expect(existsSync(join(user.cwd, "my-agent", ".git"))).toBe(true);
  });

  test("that is not installed is a warning", async () => {
    const user = newUser();
    const outcome = await cli(user, [...withGit, "--json"], { env: { PATH: onlyNode(user) } });
    expect(outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(outcome.stdout).warnings.join("\n")).toContain("git");
    expect(existsSync(join(user.cwd, "my-agent", "package.json"))).toBe(true);
  });

  test("is not started inside another repository, and a warning says so", async () => {
    const user = newUser();
    await must("git", ["init", "--quiet"], user);
    const outcome = await cli(user, [...withGit, "--json"], { env: identity });
    expect(outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(outcome.stdout).warnings.join("\n")).toContain("repository");
    expect(existsSync(join(user.cwd, "my-agent", ".git"))).toBe(false);
  });
});
