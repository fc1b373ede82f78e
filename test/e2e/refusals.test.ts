import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { cli, newUser, unattended } from "../support/cli.ts";
import type { User } from "../support/cli.ts";
import { readTree } from "../support/folders.ts";

interface Refusal {
  /** What somebody asked for. */
  args: string[];
  /** Words that both the sentence and its remedy must contain: the user's own, and the way out. */
  says: string[];
  before?: (user: User) => void;
  input?: string;
}

const write = (path: string, text: string) => (user: User) => {
  writeFileSync(join(user.cwd, path), text);
};

const refusals: Record<string, Refusal> = {
  "a directory that is not empty": {
    args: ["my-agent", ...unattended],
    says: ['"my-agent"', "not empty", "--into-existing"],
    before: (user) => {
      mkdirSync(join(user.cwd, "my-agent"));
      write("my-agent/notes.txt", "mine\n")(user);
    },
  },
  "a file in the directory's place": {
    args: ["my-agent", ...unattended],
    says: ['"my-agent"', "file"],
    before: write("my-agent", "mine\n"),
  },
  "a file where a parent should be": {
    args: ["notes/my-agent", ...unattended],
    says: ["notes"],
    before: write("notes", "mine\n"),
  },
  "a way out of the working directory": {
    args: ["../../x", ...unattended],
    says: ['"../../x"', "absolute"],
  },
  "a way out that hides behind a folder": {
    args: ["a/../../x", ...unattended],
    says: ['"a/../../x"', "absolute"],
  },
  "an empty directory name": { args: ["", ...unattended], says: ['""', "empty"] },
  "a name that Windows keeps for a device": { args: ["con", ...unattended], says: ['"con"'] },
  "a name with a character that Windows forbids": {
    args: ["what?", ...unattended],
    says: ['"what?"'],
  },
  "a directory from which no package name can be made": {
    args: ["日本", ...unattended],
    says: ["--name"],
  },
  "a package name that npm refuses": {
    args: ["my-agent", "--name", "My Agent!", ...unattended],
    says: ["My Agent!"],
  },
  "an unknown provider": {
    args: ["my-agent", "--provider", "opnai", ...unattended],
    says: ['"opnai"', "openai", "scripted", "Did you mean"],
  },
  "an unknown blueprint": {
    args: ["my-agent", "--blueprint", "deploybt", ...unattended],
    says: ['"deploybt"', "deploybot"],
  },
  "an unknown store": {
    args: ["my-agent", "--store", "sqlit", ...unattended],
    says: ['"sqlit"', "sqlite"],
  },
  "an unknown context format": {
    args: ["my-agent", "--context-format", "xlm", ...unattended],
    says: ['"xlm"', "xml"],
  },
  "an unknown licence": {
    args: ["my-agent", "--license", "mti", ...unattended],
    says: ['"mti"', "MIT", "Apache-2.0", "UNLICENSED"],
  },
  "an unknown package manager": {
    args: ["my-agent", "--yes", "--no-install", "--no-git", "--package-manager", "pnmp"],
    says: ['"pnmp"', "pnpm", "yarn"],
  },
  "an unknown factor": {
    args: ["my-agent", "--factors", "6,14", ...unattended],
    says: ['"14"', "13"],
  },
  "a factor that this version does not have": {
    args: ["my-agent", "--factors", "6,11", ...unattended],
    says: ["11", "this version"],
  },
  "leaving out a factor that is always in": {
    args: ["my-agent", "--factors", "all,-8", ...unattended],
    says: ["8", "every agent"],
  },
  "an unknown flag": {
    args: ["my-agent", "--provder", "openai", ...unattended],
    says: ["--provder", "--provider"],
  },
  "a flag of a later version": {
    args: ["my-agent", "--channels", "slack", ...unattended],
    says: ["--channels"],
  },
  "a second directory": { args: ["one", "two", ...unattended], says: ["two"] },
  "an unknown list": { args: ["list", "provders"], says: ["provders", "providers"] },
  "a file of answers that is not there": {
    args: ["my-agent", "--answers", "answers.json", ...unattended],
    says: ["answers.json"],
  },
  "a file of answers that does not parse": {
    args: ["my-agent", "--answers", "answers.json", ...unattended],
    says: ["answers.json", "JSON"],
    before: write("answers.json", "{ provider: openai }"),
  },
  "answers with an unknown key": {
    args: ["my-agent", "--answers", "answers.json", ...unattended],
    says: ['"provder"', "provider"],
    before: write("answers.json", '{ "provder": "openai" }'),
  },
  "answers with a value of the wrong kind": {
    args: ["my-agent", "--answers", "answers.json", ...unattended],
    says: ["factors"],
    before: write("answers.json", '{ "factors": "six" }'),
  },
  "answers that are a list": {
    args: ["my-agent", "--answers", "-", ...unattended],
    says: ["object"],
    input: "[]",
  },
  "answers from a standard input that says nothing": {
    args: ["my-agent", "--answers", "-", ...unattended],
    says: ["JSON"],
    input: "",
  },
};

describe.each(Object.entries(refusals))("%s", (_title, { args, says, before, input }) => {
  const prepared = () => {
    const user = newUser();
    before?.(user);
    return { user, found: readTree(user.cwd) };
  };

  test("is refused with what, why and what to do, and nothing changes", async () => {
    const { user, found } = prepared();
    const outcome = await cli(user, args, input === undefined ? {} : { input });

    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    for (const word of says) expect(outcome.stderr).toContain(word);
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(outcome.stderr.trimEnd().replaceAll(dirname(user.cwd), "ABOVE")).toMatchSnapshot();
    expect(readTree(user.cwd)).toEqual(found);
  });

  test("is one object with --json, with a code, a message and a fix", async () => {
    const { user } = prepared();
    const outcome = await cli(user, [...args, "--json"], input === undefined ? {} : { input });

    expect(outcome.code).toBe(2);
    const result = JSON.parse(outcome.stdout);
    expect(Object.keys(result)).toEqual(["ok", "error"]);
    expect(result.ok).toBe(false);
    expect(result.error.code).toMatch(/^[a-z_]+$/);
    expect(result.error.message).not.toBe("");
    expect(result.error.fix).not.toBe("");
    const words = `${result.error.message}\n${result.error.fix}`;
    for (const word of says) expect(words).toContain(word);
  });
});

test("the nearest spelling is offered, not just any", async () => {
  const user = newUser();
  const { stderr } = await cli(user, ["my-agent", ...unattended, "--package-manager", "yarm"]);
  expect(stderr).toMatch(/did you mean "?yarn/i);
  expect(readdirSync(user.cwd)).toEqual([]);
});
