import { readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createGzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { archiveOf, entriesOf, type Entry, smallest, tarOf } from "../support/archives.ts";
import { cli, newUser, unattended } from "../support/cli.ts";
import { filesBelow, temporaryFolder, writeTree } from "../support/folders.ts";

// Each pack here does what a pack must not. Whoever uses it or checks it is told which entry of which
// pack that is, finds nothing written, and waits for no longer than a moment, in little memory.

const limit = 30_000;
const little = "--max-old-space-size=200";

/** Uses and checks what lies at `hostile/`, or in the archive of that name. */
async function refusals(make: (cwd: string) => void | Promise<void>, spec: string) {
  const user = newUser();
  await make(user.cwd);
  const before = readdirSync(user.cwd);
  const temporary = temporaryFolder();
  const env = { ...user.env, TMPDIR: temporary, NODE_OPTIONS: little };
  const verbs = [
    ["my-agent", "--pack", spec, ...unattended, "--json"],
    ["pack", "validate", spec, "--json"],
  ];
  const said: string[] = [];
  for (const args of verbs) {
    const { code, stdout, stderr } = await cli({ ...user, env }, args, { limit });
    expect(`${code}: ${stderr}`).toMatch(/^2: error: /u);
    // Nothing that a terminal would act on, or that hides what is there.
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
    expect(readdirSync(user.cwd)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(filesBelow(user.env.HOME ?? "")).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false });
    said.push(stderr);
  }
  return said;
}

const folder = (files: Record<string, string>) => (cwd: string) =>
  writeTree(join(cwd, "hostile"), { ...smallest, ...files });

const archive = (entries: Iterable<Entry>) => async (cwd: string) =>
  writeFileSync(join(cwd, "hostile.tgz"), await archiveOf(entries));

const manifest = (more: object) => ({
  "pack.json": JSON.stringify({ name: "p", title: "P", version: "1.0.0", ...more }),
});
const layer = (text: string) => ({ "layers/one/layer.json": text });
const template = (text: string) => ({ "layers/one/files/evil.txt.hbs": text });
const file = (path: string, text = "x") => ({ [`layers/one/files/${path}`]: text });

/** What git runs at the first `git status` where it finds it. */
const repository = (below: string, head = "HEAD") => ({
  ...file(`${below}${head}`, "ref: refs/heads/main\n"),
  ...file(`${below}config`, '[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "id"\n'),
  ...file(`${below}objects/.keep`),
  ...file(`${below}refs/.keep`),
});

describe("a folder", () => {
  const cases: [title: string, files: Record<string, string>, entry: string][] = [
    ["with git's own files", file("_git/hooks/post-commit"), "_git/hooks/post-commit"],
    ["with git's own files in capitals", file("_GIT/config"), "_GIT/config"],
    ["with git's own files as Windows abbreviates them", file("GIT~1/config"), "GIT~1/config"],
    ["that is a repository for git", repository(""), '"HEAD"'],
    ["that is one further down, in other letters", repository("docs/x/", "Head"), '"docs/x/"'],
    ["with the lock", file("_12-factor/lock.json"), "_12-factor/lock.json"],
    ["with dependencies", file("node_modules/zod/index.js"), "node_modules/zod/index.js"],
    ["with a device of Windows", file("src/aux.ts"), "src/aux.ts"],
    ["with a stream of Windows", file("src/agent.ts:evil"), "src/agent.ts:evil"],
    [
      "with names that differ in case",
      { ...file("src/Evil.ts"), ...file("src/evil.ts") },
      "src/evil.ts",
    ],
    ["with a name that hides its end", file("src/gpj.\u202Ets"), "\\u202e"],
    ["with a path in the name of a slot", { "layers/one/slots/..%2fx.md": "x" }, "slots/..%2fx.md"],
    ["with a template in a file's name", file("{{name}}/../../evil.txt.hbs"), "evil.txt.hbs"],
    [
      "that replaces what is outside",
      layer('{"replaces":[{"pack":"create-12-factor-agent","path":"../../evil","version":"*"}]}'),
      "layers/one/layer.json",
    ],
    [
      "whose manifest has a prototype",
      { "pack.json": '{"name":"p","title":"P","version":"1.0.0","__proto__":{"x":1}}' },
      "__proto__",
    ],
    ["whose manifest is nested without end", { "pack.json": "[".repeat(500_000) }, "pack.json"],
    [
      "whose conditions are nested without end",
      layer(`{"when":${'{"not":'.repeat(50_000)}{}${"}".repeat(50_000)}}`),
      "layers/one/layer.json",
    ],
    [
      "whose file goes where it must not",
      { ...layer('{"files":{"a":{"as":"../evil"}}}'), ...file("a") },
      '"../evil", which leads out of it',
    ],
    [
      "whose folder goes to git",
      { ...layer('{"files":{"a":{"as":".git/hooks"}}}'), ...file("a/post-commit") },
      '".git/hooks/post-commit", which belongs to git',
    ],
    [
      "that becomes a repository for git",
      {
        ...layer('{"files":{"a":{"as":"HEAD"},"b":{"as":"objects/b"},"c":{"as":"refs/c"}}}'),
        ...Object.assign({}, ...["a", "b", "c"].map((name) => file(name))),
      },
      '"HEAD"',
    ],
    [
      "whose files become one on many disks",
      {
        ...layer('{"files":{"a":{"as":"NOTE.md"},"b":{"as":"note.md"}}}'),
        ...file("a"),
        ...file("b"),
      },
      '"note.md"',
    ],
    [
      "that says something of thousands of files that it does not have",
      layer(JSON.stringify({ files: saidOf(20_000, "x".repeat(30)) })),
      "layers/one/layer.json: files: and 19995 more that do not lie there",
    ],
    [
      "that says nonsense of thousands of files",
      layer(JSON.stringify({ files: saidOf(20_000, "x".repeat(30), { x: 1 }) })),
      "layers/one/layer.json: and 19950 more of the kind",
    ],
    [
      "with a layer in a layer",
      { "layers/one/two/layer.json": "{}" },
      "layers/one/two: holds a layer inside the layer one",
    ],
    ["that asks without end", manifest({ options: questions(3_000) }), "options"],
    ["whose title speaks to the terminal", manifest({ title: "P\u001B[2J" }), "pack.json"],
    ["whose name is ours", manifest({ name: "create-12-factor-agent" }), "pack.json"],
    ["whose name looks like one of ours", manifest({ name: "builtin" }), "pack.json"],
    [
      "that offers what we offer",
      layer(
        '{"when":{"provider":"openai"},"offers":{"kind":"provider","id":"openai","title":"OpenAI","hint":"the real one"}}',
      ),
      "openai",
    ],
    [
      "whose template reaches a prototype",
      template("{{constructor.constructor}}"),
      "evil.txt.hbs:1",
    ],
    [
      "whose template looks a prototype up",
      template('{{lookup this "__proto__"}}'),
      "evil.txt.hbs:1",
    ],
    [
      "whose template reads a prototype of ours",
      template("{{provider.__proto__}}"),
      "evil.txt.hbs:1",
    ],
    ["whose template calls what it must not", template('{{exec "id"}}'), "evil.txt.hbs:1"],
    ["whose template loads another", template("{{> evil}}"), "evil.txt.hbs:1"],
    ["whose template brings a decorator", template('{{* inline "x"}}'), "evil.txt.hbs:1"],
    [
      "whose template counts without end",
      template(`${"{{#each factors}}".repeat(12)}x${"{{/each}}".repeat(12)}`),
      "evil.txt.hbs:1",
    ],
    [
      "whose template is nested without end",
      template("{{#if (not ".repeat(5_000)),
      "evil.txt.hbs:1",
    ],
    [
      "that runs while it is installed",
      file("package.json", '{"scripts":{"postinstall":"id"}}'),
      'script "postinstall"',
    ],
    [
      "whose package has a prototype",
      file("package.json", '{"dependencies":{"__proto__":"1.0.0"}}'),
      "__proto__",
    ],
    ["whose workflow grows without end", file("_github/workflows/ci.yml", bomb()), "ci.yml"],
  ];
  test.each(cases)("%s", async (_title, files, entry) => {
    for (const said of await refusals(folder(files), "./hostile")) {
      expect(said).toContain(entry);
      expect(said).toMatch(/hostile|\bp\b/u);
    }
  });

  test("whose templates repeat a long answer until a disk is full", async () => {
    const long = template(`{{#each factors}}${"{{options.x}}".repeat(9_000)}{{/each}}`);
    const more = Array.from({ length: 14 }, (_, at) => [
      `layers/one/files/${at}.txt.hbs`,
      Object.values(long)[0] ?? "",
    ]);
    const files = {
      ...manifest({ options: { x: { type: "text", title: "X?" } } }),
      ...Object.fromEntries(more),
    };
    const user = newUser();
    folder(files)(user.cwd);
    const set = ["--set", `x=${"y".repeat(2_000)}`];
    const args = ["my-agent", "--pack", "./hostile", ...set, ...unattended];
    const { code, stderr } = await cli(user, args, { limit });
    expect(`${code}: ${stderr}`).toMatch(/^2: error: .*p\/one\/files\/\d+\.txt\.hbs/u);
    expect(readdirSync(user.cwd)).toEqual(["hostile"]);
  });

  test("whose thousands of files want one path is no trouble to who looks at it", async () => {
    const names = Array.from({ length: 4_000 }, (_, at) => `${at}.txt`);
    const said = names.map((name, at) => [
      name,
      { as: "note.txt", when: { all: [{ factors: { has: 100 + at } }, { provider: "openai" }] } },
    ]);
    const user = newUser();
    folder({
      ...layer(JSON.stringify({ files: Object.fromEntries(said) })),
      ...Object.assign({}, ...names.map((name) => file(name))),
    })(user.cwd);
    const { code, stderr } = await cli(user, ["pack", "validate", "hostile"], { limit });
    expect(`${code}: ${stderr}`).toMatch(
      /^2: error: .*\n.*layers\/one\/files\/0\.txt: would be "note\.txt"/u,
    );
  });

  test("whose folders say something of one another, as deep as they go", async () => {
    const deep = Array.from({ length: 20 }, (_, at) => `${"d/".repeat(at)}d`);
    const when = { any: Array.from({ length: 150 }, () => ({ provider: "openai" })) };
    const files = Object.fromEntries(deep.map((name) => [name, { when, yours: true }]));
    const user = newUser();
    const last = deep.at(-1) ?? "";
    folder({
      ...layer(JSON.stringify({ files })),
      ...Object.assign({}, ...Array.from({ length: 4_000 }, (_, at) => file(`${last}/${at}`))),
    })(user.cwd);
    const args = ["my-agent", "--pack", "./hostile", ...unattended, "--dry-run"];
    const { code, stdout, stderr } = await cli(user, args, { limit });
    expect(`${code}: ${stderr.replaceAll(/warning: .*\n/gu, "")}`).toBe("0: ");
    expect(stdout).toContain(`${last}/3999`);
  });

  test("with a link that leads out of it", async () => {
    const make = (cwd: string) => {
      folder({})(cwd);
      symlinkSync("/etc/passwd", join(cwd, "hostile", "layers", "one", "files", "passwd"));
    };
    for (const said of await refusals(make, "./hostile"))
      expect(said).toContain('layers/one/files/passwd" is neither a file nor a folder');
  });

  test("with too many files", async () => {
    const files = Array.from({ length: 5_001 }, (_, at) => file(`${at}.txt`));
    for (const said of await refusals(folder(Object.assign({}, ...files)), "./hostile"))
      expect(said).toContain("more than 5000 entries");
  });
});

/** What a layer.json says of so many files. */
function saidOf(count: number, name: string, said = {}): object {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}${at}`, said]));
}

function questions(count: number): object {
  const question = { type: "boolean", title: "Why?", default: true };
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`o${at}`, question]));
}

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, at) => {
    const below = at === 0 ? '"x"' : `*l${at - 1}`;
    return `l${at}: &l${at} [${Array.from({ length: 10 }, () => below).join(", ")}]`;
  });
  return `${levels.join("\n")}\njobs: *l11\n`;
}

describe("an archive", () => {
  const cases: [title: string, entry: Entry, named: string][] = [
    [
      "that leads out of its folder",
      { name: "package/layers/../../../evil" },
      "package/layers/../../../evil",
    ],
    ["with an absolute path", { name: "/tmp/evil" }, "/tmp/evil"],
    ["with a drive", { name: "C:\\evil" }, "C:"],
    ["with a NUL in a name", { name: "x", pax: { path: "package/layers/a\0b" } }, "a\\u0000b"],
    [
      "with a symbolic link",
      { name: "package/layers/l", type: "symlink", linkname: "/etc" },
      "package/layers/l",
    ],
    [
      "with a hard link",
      { name: "package/layers/l", type: "link", linkname: "/etc/passwd" },
      "package/layers/l",
    ],
    ["with a device", { name: "package/layers/d", type: "character-device" }, "package/layers/d"],
    ["with a name that differs in case", { name: "package/Pack.json" }, "package/Pack.json"],
    [
      "with a name that differs in an accent",
      { name: "package/layers/one/files/e\u0301", text: "" },
      "files/",
    ],
  ];
  test.each(cases)("%s", async (_title, entry, named) => {
    const accent = { name: "package/layers/one/files/\u00E9", text: "" };
    const entries = [...entriesOf(smallest), accent, entry];
    for (const said of await refusals(archive(entries), "./hostile.tgz")) {
      expect(said).toContain("hostile.tgz");
      expect(said).toContain(named);
    }
  });

  test("of a few kilobytes that is a gigabyte", async () => {
    const make = async (cwd: string) => writeFileSync(join(cwd, "hostile.tgz"), await zeros(1024));
    for (const said of await refusals(make, "./hostile.tgz"))
      expect(said).toMatch(/hostile\.tgz cannot be used: .* it holds more than \d+ bytes/u);
  });

  test("of a million files", async () => {
    const tar = await tarOf(entriesOf({ "layers/one/files/x": "" }));
    const megabyte = Buffer.concat(Array.from({ length: 2048 }, () => tar.subarray(0, 512)));
    const make = async (cwd: string) =>
      writeFileSync(join(cwd, "hostile.tgz"), await repeated(megabyte, 489));
    for (const said of await refusals(make, "./hostile.tgz"))
      expect(said).toContain("./hostile.tgz cannot be used: ");
  });
});

function zeros(megabytes: number): Promise<Buffer> {
  return repeated(Buffer.alloc(1_048_576), megabytes);
}

/** A gzip file of so many times the same bytes, without ever holding them all. */
async function repeated(bytes: Buffer, times: number): Promise<Buffer> {
  const gzip = createGzip({ level: 1 });
  const chunks: Buffer[] = [];
  gzip.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (let at = 0; at < times; at += 1) if (!gzip.write(bytes)) await once(gzip, "drain");
  gzip.end();
  await once(gzip, "end");
  return Buffer.concat(chunks);
}
