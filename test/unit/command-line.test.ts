import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { complete, type PartialAnswers } from "../../src/answers/answers.ts";
import { commandLine, quote } from "../../src/answers/command-line.ts";
import { runningManager } from "../../src/host/running-manager.ts";
import { smallCatalog } from "../support/packs.ts";

function line(given: PartialAnswers, folderName = "my-agent"): string {
  const { answers } = complete(given, smallCatalog, { packageManager: "npm", folderName });
  return commandLine({ answers }, smallCatalog, folderName, "linux");
}

describe("the command that gives the same project", () => {
  test("says what was asked, and leaves out what is the default anyway", () => {
    expect(line({})).toBe(
      "npx create-12-factor-agent my-agent --yes --blueprint plain --provider alpha --factors all" +
        " --license MIT --package-manager npm --install --git",
    );
  });

  test("says every other answer that differs", () => {
    expect(
      line(
        {
          directory: "a b",
          store: "postgres",
          name: "x",
          author: "O'Neil",
          factors: "6",
          git: false,
        },
        "a b",
      ),
    ).toBe(
      "npx create-12-factor-agent 'a b' --yes --blueprint plain --provider alpha --factors 6" +
        " --store postgres --name x --license MIT --author 'O'\\''Neil' --package-manager npm --install --no-git",
    );
  });
});

test("a directory that looks like an option is told apart from one", () => {
  expect(line({ directory: "-rf", name: "x" })).toContain("npx create-12-factor-agent ./-rf --yes");
});

test.each([
  "plain",
  "a b",
  "it's",
  '"',
  "$(id) `id` $HOME",
  "\\",
  "*",
  "a\nb",
  "",
  "日本語",
  "-x",
  "~",
  "!x",
])("a shell passes on %j as it is", (argument) => {
  const echoed = execFileSync("sh", ["-c", `printf '%s' ${quote(argument, "linux")}`], {
    encoding: "utf8",
  });
  expect(echoed).toBe(argument);
});

test.each([
  ["npm/11.0.0 node/v24.0.0 linux x64", "npm"],
  ["pnpm/12.0.0 npm/? node/v24.0.0", "pnpm"],
  ["yarn/4.0.0", "yarn"],
  ["bun/1.3.0", "bun"],
  ["deno/2.0.0", "deno"],
  ["cnpm/1.0.0", "npm"],
  [undefined, "npm"],
])("the user agent %j means %s", (agent, manager) => {
  expect(runningManager({ npm_config_user_agent: agent })).toBe(manager);
});
