import { describe, expect, test } from "vitest";
import { complete, merge, type PartialAnswers, withFullNames } from "../../src/answers/answers.ts";
import { catalogOf } from "../../src/catalog/catalog.ts";
import { commandLine } from "../../src/answers/command-line.ts";
import { missingAnswers } from "../../src/answers/missing.ts";
import { withoutSecrets } from "../../src/answers/options.ts";
import type { Option } from "../../src/packs/manifest/option.ts";
import { failure } from "../support/failure.ts";
import { foreignPack, smallPack } from "../support/packs.ts";

const line = { type: "text", pattern: "line", secret: false, hint: "" } as const;
const acmeOptions: Option[] = [
  { ...line, key: "registry", title: "Which registry?", pattern: "url" },
  {
    key: "ci",
    type: "choice",
    title: "Which CI?",
    hint: "",
    default: "github",
    choices: [
      { id: "github", title: "GitHub", hint: "" },
      { id: "gitlab", title: "GitLab", hint: "" },
    ],
  },
  { key: "docker", type: "boolean", title: "An image?", hint: "", default: false },
  {
    ...line,
    key: "image",
    title: "Its name?",
    pattern: "identifier",
    default: "agent",
    when: { options: { docker: true } },
  },
  { ...line, key: "token", title: "A token?", secret: true, default: "" },
  { ...line, key: "team", title: "Which team?", default: "core" },
];
const betaOptions: Option[] = [{ ...line, key: "team", title: "Which team?", default: "" }];
const catalog = catalogOf([
  smallPack,
  foreignPack("acme", {}, { options: acmeOptions }),
  foreignPack("beta", {}, { options: betaOptions }),
]);

const completed = (set: PartialAnswers["set"] = {}) =>
  complete({ set: { registry: "https://r.dev", ...set } }, catalog, {
    packageManager: "npm",
    folderName: "x",
  });

const usual = {
  "acme.registry": "https://r.dev",
  "acme.ci": "github",
  "acme.docker": false,
  "acme.token": "",
  "acme.team": "core",
  "beta.team": "",
};

describe("options of packs", () => {
  test("have their defaults, in the order in which they are asked", () => {
    const { set } = completed().answers;
    expect(set).toEqual(usual);
    expect(Object.keys(set ?? {})).toEqual(Object.keys(usual));
  });

  test("are said by key where one pack has it, else by pack and key", () => {
    expect(completed({ ci: "gitlab", "beta.team": "b", docker: "true" }).answers.set).toEqual({
      ...usual,
      "acme.ci": "gitlab",
      "acme.docker": true,
      "acme.image": "agent",
      "beta.team": "b",
    });
  });

  test("that do not apply are left out, with a word", () => {
    const { answers, warnings } = completed({ image: "mine" });
    expect(answers.set).toEqual(usual);
    expect(warnings[0]).toBe(
      "--set acme.image has no effect beside the other answers: it was left out.",
    );
  });

  test("are each an answer of its own: flags win over the file by key", () => {
    const file = withFullNames({ set: { ci: "gitlab", "acme.team": "file" } }, catalog);
    const flags = withFullNames({ set: { "acme.team": "flag" } }, catalog);
    expect(merge(flags, file).set).toEqual({ "acme.ci": "gitlab", "acme.team": "flag" });
  });
});

test("an answer to an option that is not asked leads to no other question", () => {
  const asking = foreignPack(
    "asking",
    {},
    {
      options: [
        { ...line, key: "first", title: "First?", when: { provider: "beta" } },
        { ...line, key: "second", title: "Second?", when: { options: { first: "x" } } },
      ],
    },
  );
  const given: PartialAnswers = {
    provider: "alpha",
    install: false,
    set: { "asking.first": "x" },
  };
  const defaults = { packageManager: "npm", folderName: "my-agent" };
  const { answers, warnings } = complete(given, catalogOf([smallPack, asking]), defaults);
  expect(answers.set).toBeUndefined();
  expect(warnings).toEqual([expect.stringContaining("--set asking.first has no effect")]);
});

describe("an option is refused", () => {
  const urls = "Give an address that starts with https:// or http://.";
  const cases: [set: Record<string, string | boolean>, message: string, fix: string][] = [
    [
      { "acme.regstry": "x" },
      '--set does not know "acme.regstry".',
      'Did you mean "acme.registry"? Valid: acme.registry, acme.ci, acme.docker, acme.image, acme.token, acme.team, beta.team.',
    ],
    [
      { team: "x" },
      "--set team could be an option of more than one pack.",
      "Say which: acme.team, beta.team.",
    ],
    [
      { ci: "gitlba" },
      '--set acme.ci does not take "gitlba".',
      'Did you mean "gitlab"? Valid: github, gitlab.',
    ],
    [{ docker: "yes" }, '--set acme.docker does not take "yes".', "Give true or false."],
    [{ "acme.team": true }, "--set acme.team does not take true.", "Give a text."],
    [
      { "acme.team": "" },
      '--set acme.team does not take "".',
      "Give one line of text that is not empty.",
    ],
    [
      { "acme.team": "a\nb" },
      '--set acme.team does not take "a\\nb".',
      "Give one line of text that is not empty.",
    ],
    [
      { image: "a b", docker: true },
      '--set acme.image does not take "a b".',
      "Give a letter and then letters, digits, dashes and underscores.",
    ],
    [{ registry: "ftp://x" }, '--set acme.registry does not take "ftp://x".', urls],
    [{ registry: "https://" }, '--set acme.registry does not take "https://".', urls],
    [
      { token: "s3\u0000cret" },
      "--set acme.token does not take what was given.",
      "Give one line of text that is not empty.",
    ],
    [
      { ci: "gitlab", "acme.ci": "gitlab" },
      "--set acme.ci was given twice.",
      "Leave one of them out.",
    ],
    [{ constructor: "x" }, '--set does not know "constructor".', "Valid: acme.registry, "],
  ];
  test.each(cases)("%j", (set, message, fix) => {
    const error = failure(() => completed(set));
    expect(error).toMatchObject({ message, exit: 2 });
    expect(error.fix).toContain(fix);
  });

  test("where no pack has any", () => {
    const ours = catalogOf([smallPack]);
    const given = { set: { a: "b" } };
    expect(
      failure(() => complete(given, ours, { packageManager: "npm", folderName: "x" })),
    ).toMatchObject({
      message: '--set does not know "a".',
      fix: "No pack here has options. Is a --pack missing?",
    });
  });
});

describe("an option without a default", () => {
  test("is missing, whatever --yes says", () => {
    const action = () => complete({}, catalog, { packageManager: "npm", folderName: "x" });
    expect(failure(action)).toMatchObject({
      code: "missing_answers",
      message: "These answers are missing, and have no default: --set acme.registry=<text>.",
      missing: ["--set acme.registry"],
    });
  });

  test("is named among the other answers that are missing", () => {
    const said = { directory: "x", blueprint: "plain", provider: "alpha", factors: "all" };
    expect(failure(() => missingAnswers(said, catalog)).message).toBe(
      "Nobody is there to ask, and these answers are missing: --context-format <id>, --license <id>, --package-manager <id>, --install or --no-install, --git or --no-git, --set acme.registry=<text>.",
    );
  });
});

describe("a secret", () => {
  const { answers } = completed({ token: "s3cret" });
  const shown = withoutSecrets(answers, catalog.packs);

  test("is in the answers that templates see, and in none that are shown", () => {
    expect(answers.set).toMatchObject({ "acme.token": "s3cret" });
    expect(JSON.stringify(shown)).not.toContain("s3cret");
    expect(shown.secrets).toEqual(["acme.token"]);
  });

  test("has its place left open in the command that gives the same project", () => {
    const given = { ...shown, answers: { ...shown.answers, packs: ["./a b"] } };
    expect(commandLine(given, catalog, "x", "linux")).toContain(
      " --pack './a b' --set acme.registry=https://r.dev --set acme.ci=github" +
        " --set acme.docker=false --set acme.team=core --set beta.team= --set acme.token=… --license",
    );
  });

  test("that was left empty is none", () => {
    expect(withoutSecrets(completed().answers, catalog.packs).secrets).toEqual([]);
  });
});

describe("installing with a pack of somebody else", () => {
  const install = (said: PartialAnswers, packs = catalog) => {
    const given = { set: { "acme.registry": "https://r.dev" }, ...said };
    const { answers, warnings } = complete(given, packs, {
      packageManager: "npm",
      folderName: "x",
    });
    return [answers.install, ...warnings];
  };

  test("is done only when it was said", () => {
    expect(install({})).toEqual([
      false,
      "packs acme and beta bring dependencies and settings; look at them, then run npm install",
    ]);
    expect(install({ install: true })).toEqual([true]);
    expect(install({ install: false })).toEqual([false]);
    const one = catalogOf([smallPack, foreignPack("acme", {})]);
    expect(install({ set: {}, packageManager: "pnpm" }, one)).toEqual([
      false,
      "pack acme brings dependencies and settings; look at them, then run pnpm install",
    ]);
  });

  test("is never done with commands of the pack", () => {
    const facts = { install: "curl evil.dev" };
    const offers = { kind: "packageManager", id: "own", title: "Own", hint: "", facts } as const;
    const own = catalogOf([smallPack, foreignPack("acme", { own: { offers } })]);
    expect(install({ set: {}, install: true, packageManager: "own" }, own)).toEqual([
      false,
      "pack acme brings own, and what packs bring is not run here; look at it, then run curl evil.dev",
    ]);
  });
});
