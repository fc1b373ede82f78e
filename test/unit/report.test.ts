import { describe, expect, test } from "vitest";
import { complete } from "../../src/answers/answers.ts";
import type { Created } from "../../src/commands/create-project.ts";
import { UserError } from "../../src/words/errors.ts";
import { missingAnswers } from "../../src/answers/missing.ts";
import {
  createdJson,
  createdText,
  dryRunText,
  errorJson,
  errorText,
} from "../../src/commands/report.ts";
import { fileOf, treeOf } from "../../src/words/tree.ts";
import { failure } from "../support/failure.ts";
import { smallCatalog } from "../support/packs.ts";

const { answers } = complete({}, smallCatalog, { packageManager: "npm", folderName: "my-agent" });
const created: Created = {
  answers,
  secrets: [],
  directory: "/home/ada/my-agent",
  tree: treeOf([
    ["README.md", fileOf("# ä\n", ["base"])],
    ["package.json", fileOf("{}\n", ["base", "extra"], "joined")],
  ]),
  next: ["cd my-agent", "npm run demo"],
  warnings: ["careful"],
};
const broken = new UserError({
  code: "disk_full",
  message: "It is full.",
  fix: "Free some room.",
  exit: 1,
});

test("a person reads where the project is and what to type next", () => {
  expect(createdText(created)).toBe(`Created my-agent in /home/ada/my-agent (2 files).

Next:
  cd my-agent
  npm run demo
`);
});

test("a dry run shows each file with the layers behind it", () => {
  expect(dryRunText(created)).toBe(`README.md     base
package.json  base + extra

2 files for /home/ada/my-agent; nothing was written.
`);
});

describe("a program reads one line of JSON", () => {
  test("when it went well", () => {
    expect(createdJson(created, false)).toBe(
      `${JSON.stringify({
        ok: true,
        command: "create",
        directory: "/home/ada/my-agent",
        answers,
        files: [
          { path: "README.md", from: "base", kind: "ours", bytes: 5 },
          { path: "package.json", from: "base + extra", kind: "joined", bytes: 3 },
        ],
        next: ["cd my-agent", "npm run demo"],
        warnings: ["careful"],
      })}\n`,
    );
  });

  test("when nothing was to be written", () => {
    expect(JSON.parse(createdJson(created, true))).toMatchObject({ ok: true, dryRun: true });
  });

  test("when the project stays and a later step failed", () => {
    expect(JSON.parse(createdJson({ ...created, failure: broken }, false))).toMatchObject({
      ok: false,
      error: { code: "disk_full", message: "It is full.", fix: "Free some room." },
      directory: "/home/ada/my-agent",
      next: ["cd my-agent", "npm run demo"],
    });
  });

  test("when it failed", () => {
    expect(errorJson(broken)).toBe(
      '{"ok":false,"error":{"code":"disk_full","message":"It is full.","fix":"Free some room."}}\n',
    );
  });
});

describe("an error says what happened and what to do", () => {
  test("in two lines", () => {
    expect(errorText(broken, false)).toBe("error: It is full.\n       Free some room.\n");
  });

  test("and owns up to a bug, with its stack on request", () => {
    const bug = new TypeError("x is not a function");
    expect(errorText(bug, false)).toBe(
      "error: This is a bug in create-12-factor-agent: x is not a function\n" +
        "       Run it again with --verbose and report what it prints.\n",
    );
    expect(errorText(bug, true)).toContain("report.test.ts");
    expect(JSON.parse(errorJson(bug))).toMatchObject({
      ok: false,
      error: { code: "internal_error" },
    });
  });

  test("and names each missing answer with its flag", () => {
    const said = { directory: "x", blueprint: "plain", factors: "all", license: "MIT", git: false };
    const error = failure(() => missingAnswers(said, smallCatalog));
    expect(error.missing).toEqual([
      "--provider",
      "--context-format",
      "--package-manager",
      "--install",
    ]);
    expect(errorText(error, false)).toBe(
      "error: Nobody is there to ask, and these answers are missing: --provider <id>, --context-format <id>, --package-manager <id>, --install or --no-install.\n" +
        "       Give them, or add --yes to take the defaults.\n",
    );
  });
});
