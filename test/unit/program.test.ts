import { describe, expect, test } from "vitest";
import { answersSchema } from "../../src/answers/file.ts";
import type { CreateFlags } from "../../src/commands/create.ts";
import { createFlags, helpText, parse, programOf } from "../../src/program.ts";
import { failureOf } from "../support/failure.ts";

/** What a command line means, told by the verb it starts. */
async function meaning(...args: string[]): Promise<unknown[]> {
  const started: unknown[] = [];
  const output = { out: (text: string) => void started.push(text), err: () => undefined };
  const program = programOf("1.2.3", output, {
    create: async (directory, options) =>
      void started.push(["create", createFlags(directory, options)]),
    list: async (what, options) => void started.push(["list", what, options]),
    schema: async () => void started.push(["schema"]),
    packInit: async (directory, json) => void started.push(["pack init", directory, json]),
    packValidate: async (spec, json) => void started.push(["pack validate", spec, json]),
    packPreview: async () => undefined,
    packTest: async (spec, projects, json) =>
      void started.push(["pack test", spec, projects, json]),
  });
  await parse(program, args);
  return started;
}

const flags = (answers: CreateFlags["answers"], rest: Partial<CreateFlags> = {}) => [
  [
    "create",
    {
      answers,
      answersFile: undefined,
      intoExisting: false,
      yes: false,
      dryRun: false,
      json: false,
      verbose: false,
      ...rest,
    },
  ],
];

describe("a command line means", () => {
  test.each([
    [["my-agent"], flags({ directory: "my-agent" })],
    [["-y", "--json"], flags({}, { yes: true, json: true })],
    [["-f", "-11"], flags({ factors: "-11" })],
    [["--factors=-11,-10", "x"], flags({ directory: "x", factors: "-11,-10" })],
    [
      ["x", "-p", "openai", "-b", "deploybot"],
      flags({ directory: "x", provider: "openai", blueprint: "deploybot" }),
    ],
    [
      ["--package-manager", "pnpm", "--context-format", "xml"],
      flags({ packageManager: "pnpm", contextFormat: "xml" }),
    ],
    [["--no-install", "--git"], flags({ install: false, git: true })],
    [
      ["--answers", "-", "--into-existing", "--dry-run"],
      flags({}, { answersFile: "-", intoExisting: true, dryRun: true }),
    ],
    [
      ["--pack", "./a", "--pack", "b", "--set", "a.x=1=2", "--set", "y="],
      flags({ packs: ["./a", "b"], set: { "a.x": "1=2", y: "" } }),
    ],
    [
      ["--pack", "./a", "list", "packs", "--pack", "b"],
      [["list", "packs", { json: false, packs: ["./a", "b"] }]],
    ],
    [["--author", ""], flags({ author: "" })],
    [["--", "-x"], flags({ directory: "-x" })],
    [["list"], [["list", undefined, { json: false, packs: [] }]]],
    [["list", "providers", "--json"], [["list", "providers", { json: true, packs: [] }]]],
    [["--json", "list"], [["list", undefined, { json: true, packs: [] }]]],
    [["schema"], [["schema"]]],
    [["--version"], ["1.2.3\n"]],
  ])("%j", async (args, expected) => {
    expect(await meaning(...args)).toEqual(expected);
  });
});

describe("a command line is refused:", () => {
  test.each([
    [
      ["--provder", "x"],
      "unknown_option",
      "There is no option --provder.",
      "Did you mean --provider? Valid: ",
    ],
    [["list", "--yes"], "unknown_option", "There is no option --yes.", "Valid: --pack, --json."],
    [["--yes", "list"], "unknown_option", '--yes means nothing to "list".', "./list"],
    [["--channels", "slack"], "unknown_option", "There is no option --channels.", "Valid: "],
    [["--set", "token"], "invalid_usage", "--set needs a key and a value.", "--set <key=value>"],
    [["--set", "=x"], "invalid_usage", "--set needs a key and a value.", "--set <key=value>"],
    [["--set", "a=x", "--set", "a=y"], "invalid_usage", "--set a was given twice.", "Leave one"],
    [["--pack", "--yes"], "invalid_usage", "--pack needs a value, and --yes follows it.", "--pack"],
    [
      ["a", "b"],
      "too_many_arguments",
      'There is room for one argument, and these were given: "a", "b".',
      "quotes",
    ],
    [["--name"], "invalid_usage", "Option '--name <name>' argument missing.", "--help"],
    [
      ["--name", "--yes"],
      "invalid_usage",
      "--name needs a value, and --yes follows it.",
      "--name <value>",
    ],
    [["--yes=1"], "unknown_option", "There is no option --yes=1.", "Did you mean --yes?"],
  ])("%j", async (args, code, message, fix) => {
    const error = await failureOf(meaning(...args));
    expect(error).toMatchObject({ code, message, exit: 2 });
    expect(error.fix).toContain(fix);
  });
});

test("every answer has a flag, and every flag that is no switch is an answer", () => {
  const help = helpText();
  const long = [...help.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gmu)].map((match) => match[1] ?? "");
  const switches = [
    "version",
    "answers",
    "no-install",
    "no-git",
    "into-existing",
    "yes",
    "dry-run",
    "json",
    "verbose",
    "help",
  ];
  const keys = Object.keys(answersSchema.properties).filter((key) => key !== "directory");
  const asFlags = keys.map((key) =>
    (key === "packs" ? "pack" : key).replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`),
  );
  expect(long.filter((flag) => !switches.includes(flag)).toSorted()).toEqual(asFlags.toSorted());
});
