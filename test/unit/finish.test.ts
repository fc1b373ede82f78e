import { describe, expect, test } from "vitest";
import { complete } from "../../src/answers/answers.ts";
import { finish, type FinishResult } from "../../src/write/finish.ts";
import type { Finished } from "../../src/host/host.ts";
import { smallCatalog } from "../support/packs.ts";
import { testHost, type TestHost } from "../support/host.ts";

type Reply = (line: string, host: TestHost) => Partial<Finished>;

// A folder that looks like a repository is never taken for one.
const git = "git -c safe.bareRepository=explicit";
const noRepository = { ok: false, output: "fatal: not a git repository" };

/** git as it is outside of any repository, with everything else going well. */
const usual: Reply = (line) => {
  if (line === `${git} rev-parse --show-toplevel`) return noRepository;
  return line === `${git} config init.defaultBranch` ? { ok: false } : {};
};

async function run(
  picked: { readonly install?: boolean; readonly git?: boolean },
  reply: Reply = usual,
): Promise<{ result: FinishResult; host: TestHost; progress: string[] }> {
  const progress: string[] = [];
  const host = testHost({ cwd: "/home/ada", exec: (line) => reply(line, host) });
  const given = { install: false, git: false, packageManager: "pnpm", ...picked };
  const { answers } = complete(given, smallCatalog, { packageManager: "npm", folderName: "a" });
  const manager = smallCatalog.offers.packageManager.find((offer) => offer.id === "pnpm");
  if (manager === undefined) throw new Error("The small pack offers pnpm.");
  const result = await finish({
    answers,
    directory: "/home/ada/a",
    manager,
    version: "1.0.0",
    retry: "cd a && pnpm install",
    verbose: false,
    progress: { start: (title) => progress.push(title), stop: (title) => progress.push(title) },
    host,
  });
  return { result, host, progress };
}

test("nothing is run that was not asked for", async () => {
  const { result, host } = await run({});
  expect(host.commands).toEqual([]);
  expect(result).toEqual({ installed: false, warnings: [] });
});

test("the install comes first, so that the first commit holds the lock file", async () => {
  const { result, host, progress } = await run({ install: true, git: true });
  expect(host.commands).toEqual([
    "pnpm install",
    `${git} --version`,
    `${git} rev-parse --show-toplevel`,
    `${git} config init.defaultBranch`,
    `${git} init --quiet --initial-branch=main`,
    `${git} -c user.useConfigOnly=true var GIT_COMMITTER_IDENT`,
    `${git} -c core.autocrlf=false -c core.safecrlf=false add --all`,
    `${git} commit --quiet --no-verify --no-gpg-sign --message Create with create-12-factor-agent 1.0.0`,
  ]);
  expect(progress).toEqual([
    "Installing with pnpm",
    "Installed with pnpm",
    "Making the first commit",
    "Made the first commit",
  ]);
  expect(result).toEqual({ installed: true, warnings: [] });
});

test("the user's own first branch is kept", async () => {
  const { host } = await run({ git: true }, (line, ...rest) =>
    line === `${git} config init.defaultBranch` ? { output: "trunk" } : usual(line, ...rest),
  );
  expect(host.commands).toContain(`${git} init --quiet`);
});

describe("git that cannot is a warning, and no failure:", () => {
  const cases: [title: string, fails: string, reply: Partial<Finished>, warning: string][] = [
    [
      "git is missing",
      `${git} --version`,
      { ok: false, missing: true },
      "git is not on this machine: no repository was made.",
    ],
    [
      "a repository is around",
      `${git} rev-parse --show-toplevel`,
      { output: "/home/ada\n" },
      "This folder is already inside the git repository /home/ada: nothing was committed.",
    ],
    [
      "nobody is known",
      `${git} -c user.useConfigOnly=true var GIT_COMMITTER_IDENT`,
      { ok: false },
      "git does not know your name and email (git config user.name, user.email): the first commit is left to you.",
    ],
    [
      "init fails",
      `${git} init --quiet --initial-branch=main`,
      { ok: false, output: "a\nfatal: no\n" },
      "git init failed: fatal: no",
    ],
    [
      "commit fails",
      `${git} commit --quiet --no-verify --no-gpg-sign --message Create with create-12-factor-agent 1.0.0`,
      { ok: false, output: "hook said no" },
      "git commit failed: hook said no",
    ],
  ];
  test.each(cases)("%s", async (_title, fails, reply, warning) => {
    const { result, host } = await run({ git: true, install: true }, (line, one) =>
      line === fails ? reply : usual(line, one),
    );
    expect(result).toEqual({ installed: true, warnings: [warning] });
    expect(host.commands).toContain(fails);
  });
});

describe("an install that does not work", () => {
  test("says so, shows its last lines, and how to go on", async () => {
    const { result, host } = await run({ install: true }, () => ({
      ok: false,
      output: "ERR 1\nERR 2\n",
    }));
    expect(result.installed).toBe(false);
    expect(result.failure).toMatchObject({
      code: "install_failed",
      message: '"pnpm install" failed. The project is complete and stays.',
      fix: "Try again with: cd a && pnpm install",
      exit: 1,
    });
    expect(host.printed).toEqual({ out: "", err: "  ERR 1\n  ERR 2\n" });
  });

  test("leaves the first commit as it would be", async () => {
    const { result, host } = await run({ install: true, git: true }, (line, one) =>
      line === "pnpm install" ? { ok: false } : usual(line, one),
    );
    expect(result.failure?.code).toBe("install_failed");
    expect(host.commands.at(-1)).toContain(`${git} commit`);
  });

  test("because the manager is missing says that", async () => {
    const { result } = await run({ install: true }, () => ({ ok: false, missing: true }));
    expect(result.failure).toMatchObject({
      code: "install_failed",
      message:
        "pnpm is not on this machine, so nothing was installed. The project is complete and stays.",
    });
  });

  test("because somebody pressed Ctrl-C ends in 130, and the project stays", async () => {
    const { result } = await run({ install: true }, (_line, host) => {
      host.abort();
      return { ok: false };
    });
    expect(result.failure).toMatchObject({
      code: "cancelled",
      message: "Cancelled while installing with pnpm. The project is complete and stays.",
      fix: "Go on with: cd a && pnpm install",
      exit: 130,
    });
  });
});
