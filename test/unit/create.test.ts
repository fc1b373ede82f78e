import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { create, type CreateFlags } from "../../src/commands/create.ts";
import { list } from "../../src/commands/list.ts";
import { failureOf } from "../support/failure.ts";
import { temporaryFolder } from "../support/folders.ts";
import { testHost } from "../support/host.ts";
import { packAsking } from "../support/packs.ts";

const acme = () =>
  packAsking(
    {
      registry: { type: "text", title: "Which registry?", pattern: "url" },
      token: { type: "text", title: "A token?", secret: true },
    },
    { "layers/one/files/registry.txt.hbs": "{{options.registry}} {{options.token}}\n" },
  );

const flags = (answers: CreateFlags["answers"], more: Partial<CreateFlags> = {}): CreateFlags => ({
  answers: { directory: "x", packageManager: "npm", git: false, ...answers },
  intoExisting: false,
  yes: true,
  dryRun: false,
  json: true,
  verbose: false,
  ...more,
});

describe("creating with a pack of somebody else", () => {
  const set = { registry: "https://r.dev", "acme.token": "s3cret" };

  test("writes its files, installs nothing, and tells no secret", async () => {
    const cwd = temporaryFolder();
    const host = testHost({ cwd });
    const spec = relative(cwd, acme());
    expect(await create(flags({ packs: [spec], set }), "1.0.0", host)).toBe(0);
    expect(readFileSync(join(cwd, "x/registry.txt"), "utf8")).toBe("https://r.dev s3cret\n");
    expect(host.commands.filter((line) => line.startsWith("npm"))).toEqual([]);
    const { out, err } = host.printed;
    expect(out + err).not.toContain("s3cret");
    expect(JSON.parse(out)).toMatchObject({
      answers: { packs: [spec], set: { "acme.registry": "https://r.dev" }, install: false },
      warnings: ["pack acme brings dependencies and settings; look at them, then run npm install"],
    });
    expect(readFileSync(join(cwd, "x/.12-factor/lock.json"), "utf8")).not.toContain("s3cret");
  });

  test("installs when that was said", async () => {
    const host = testHost({ cwd: temporaryFolder() });
    await create(flags({ packs: [acme()], set, install: true }), "1.0.0", host);
    expect(host.commands).toContain("npm install");
    expect(JSON.parse(host.printed.out)).toMatchObject({ warnings: [] });
  });

  test("takes the packs and their options from a file of answers, and flags by key over it", async () => {
    const file = JSON.stringify({
      packs: [acme()],
      set: { "acme.registry": "https://file.dev", token: "t" },
    });
    const cwd = temporaryFolder();
    const host = testHost({ cwd, environment: { readStdin: () => file } });
    const said = flags({ set: { registry: "https://flag.dev" } }, { answersFile: "-" });
    expect(await create(said, "1.0.0", host)).toBe(0);
    expect(readFileSync(join(cwd, "x/registry.txt"), "utf8")).toBe("https://flag.dev t\n");
  });

  test("names what is missing, with --yes and without", async () => {
    const host = testHost({ cwd: temporaryFolder() });
    const given = { packs: [acme()], set: { token: "s3cret" } };
    expect(await failureOf(create(flags(given), "1.0.0", host))).toMatchObject({
      code: "missing_answers",
      message: "These answers are missing, and have no default: --set acme.registry=<text>.",
    });
    const asked = create(flags(given, { yes: false }), "1.0.0", host);
    expect((await failureOf(asked)).missing).toContain("--set acme.registry");
  });
});

test("what a pack adds is listed", async () => {
  const host = testHost({ cwd: temporaryFolder() });
  await list("packs", { json: true, packs: [acme()] }, host);
  expect(JSON.parse(host.printed.out)).toMatchObject([
    { kind: "pack", id: "create-12-factor-agent", hint: "builtin" },
    { kind: "pack", id: "acme", title: "Acme's ways", version: "1.0.0" },
  ]);
});
