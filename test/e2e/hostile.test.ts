import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { parseAst } from "rolldown/parseAst";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, newUser, unattended } from "../support/cli.ts";
import type { User } from "../support/cli.ts";
import { readTree } from "../support/folders.ts";
import { must } from "../support/processes.ts";

const texts: Record<string, string> = {
  quotes: `Ada "the first" O'Neil`,
  backticks: "`rm -rf` and ``more``",
  "a template literal's hole": "${process.exit(1)} $HOME $(id) %PATH%",
  mustaches: "{{name}} {{{name}}} {{#if name}}{{/if}} {{!-- --}}",
  "a workflow's expression": "${{ secrets.KEY }}",
  newlines: "Ada\nLovelace\r\n- item: 1\n---\n",
  backslashes: 'C:\\new\\table\\u0041 \\\\" \\',
  emoji: "👩‍🚀 Ada 🏳️‍🌈",
  "right-to-left text": "عَدَا \u202Eتسل\u202C אדה",
  "the end of a comment and of a script": "*/ </script> --> ]]> # //",
  "characters that JavaScript once forbade": "a\u2028b\u2029c\uFEFFd",
  "the name of a prototype": "__proto__",
  "very long words": "Ada ".repeat(2000).trim(),
};

async function create(user: User, author: string): Promise<Record<string, string>> {
  const input = JSON.stringify({ directory: "my-agent", author });
  const args = ["--answers", "-", ...unattended, "--json"];
  const outcome = await cli(user, args, { input });
  expect(outcome).toMatchObject({ code: 0 });
  expect(JSON.parse(outcome.stdout).answers.author).toBe(author);
  return readTree(join(user.cwd, "my-agent"));
}

let plain: Record<string, string>;
beforeAll(async () => {
  plain = await create(newUser(), "Ada");
});

describe.each(Object.entries(texts))("an author made of %s", (_title, author) => {
  test("reaches the files that name an author, each of which still parses", async () => {
    const user = newUser();
    const tree = await create(user, author);
    const folder = join(user.cwd, "my-agent");
    const json = (path: string) => readJsonSync(join(folder, path));

    expect(json("package.json").author).toBe(author);
    expect(json(".12-factor/lock.json").answers.author).toBe(author);
    const paths = Object.keys(tree);
    for (const path of paths.filter((name) => name.endsWith(".json"))) {
      expect(() => json(path), path).not.toThrow();
    }
    for (const path of paths.filter((name) => name.endsWith(".ts"))) {
      const source = readFileSync(join(folder, path), "utf8");
      expect(() => parseAst(source, { lang: "ts" }), path).not.toThrow();
    }
  });

  test("changes no other file", async () => {
    const hostile = await create(newUser(), author);
    const changed = Object.keys(plain).filter((path) => plain[path] !== hostile[path]);
    expect(Object.keys(hostile)).toEqual(Object.keys(plain));
    expect(changed.toSorted()).toEqual([".12-factor/lock.json", "LICENSE", "package.json"]);
  });
});

describe.each(["it's $HOME", "`id`", "-rf", "agent; exit 1", "🚀 عَدَا", "~", "%PATH%"])(
  "a directory called %s",
  (name) => {
    test("is written there and nowhere else, and the next steps can be pasted into a shell", async () => {
      const user = newUser();
      const args = ["--name", "my-agent", ...unattended, "--json", "--", name];
      const outcome = await cli(user, args);
      expect(outcome).toMatchObject({ code: 0 });
      expect(readdirSync(user.cwd)).toEqual([name]);

      const [cd] = JSON.parse(outcome.stdout).next as string[];
      const { stdout } = await must("sh", ["-c", `${cd} && cat package.json`], user);
      expect(JSON.parse(stdout).name).toBe("my-agent");
    });
  },
);

test("an answer with a NUL character is refused", async () => {
  const user = newUser();
  const input = JSON.stringify({ directory: "my\u0000agent" });
  const outcome = await cli(user, ["--answers", "-", ...unattended, "--json"], { input });
  expect(outcome.code).toBe(2);
  expect(JSON.parse(outcome.stdout).ok).toBe(false);
});

test("answers cannot reach a prototype", async () => {
  const user = newUser();
  const input = '{"directory":"my-agent","__proto__":{"license":"UNLICENSED"}}';
  const outcome = await cli(user, ["--answers", "-", ...unattended, "--json"], { input });
  expect(outcome.code).toBe(2);
  expect(JSON.parse(outcome.stdout).error.message).toContain("__proto__");
  expect(existsSync(join(user.cwd, "my-agent"))).toBe(false);
});
