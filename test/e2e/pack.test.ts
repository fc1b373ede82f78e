import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { expect, inject, test } from "vitest";
import { fromJSONSchema } from "zod";
import { cli, newUser } from "../support/cli.ts";
import { filesBelow } from "../support/folders.ts";

test("an author starts from a small pack, which is valid, and is told what becomes wrong", async () => {
  const user = newUser();
  const made = await cli(user, ["pack", "init", "acme-agents"]);
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toContain("Wrote the pack acme-agents to ");
  const valid = await cli(user, ["pack", "validate", "acme-agents"]);
  expect(valid).toMatchObject({
    code: 0,
    stdout: "Pack acme-agents 0.1.0 is valid: 1 layer, 1 file, 1 fragment for slots.\n",
  });

  writeFileSync(
    join(user.cwd, "acme-agents", "layers", "contributing", "layer.json"),
    '{"ordr":1}',
  );
  const invalid = await cli(user, ["pack", "validate", "acme-agents"]);
  expect(invalid).toMatchObject({ code: 2, stdout: "" });
  expect(invalid.stderr).toBe(
    `error: 1 problem in the pack "acme-agents":
  layers/contributing/layer.json:1: unknown key "ordr". Did you mean "order"? Valid: $schema, when, offers, replaces, files, slots, yours, order.
       Repair them, and validate it again.
`,
  );
  const asJson = await cli(user, ["pack", "validate", "acme-agents", "--json"]);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    ok: false,
    error: { code: "bad_pack", problems: [{ file: "layers/contributing/layer.json", line: 1 }] },
  });
});

test("nothing is written over, and a pack that is not there is named", async () => {
  const user = newUser();
  await cli(user, ["pack", "init", "acme"]);
  expect(await cli(user, ["pack", "init", "acme"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: "acme" is not empty.'),
  });
  expect(await cli(user, ["pack", "validate", "other"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: "other" is not where a pack can come from: '),
  });
  expect(await cli(user, ["pack"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: "pack" needs a verb.'),
  });
});

test("what an author has written is held against whole projects", async () => {
  const user = newUser();
  await cli(user, ["pack", "init", "acme"]);
  const holds = await cli(user, ["pack", "test", "acme", "--no-projects", "--json"]);
  expect(holds).toMatchObject({ code: 0 });
  const { rendered, ...counts } = JSON.parse(holds.stdout);
  expect(counts).toEqual({
    ok: true,
    command: "pack test",
    templates: 1,
    combinations: 2,
    checked: 0,
    tested: 0,
  });
  expect(rendered).toBeGreaterThan(60);

  const layer = join(user.cwd, "acme", "layers", "contributing");
  writeFileSync(join(layer, "slots", "readme-settings.md"), "- `ACME_TOKEN`: read nowhere\n");
  writeFileSync(
    join(layer, "files", "CONTRIBUTING.md.hbs"),
    '{{#if (has factors "7")}}\nSee src/asking.ts. \n{{/if}}\n',
  );
  const fails = await cli(user, ["pack", "test", "acme", "--no-projects"]);
  expect(fails.code).toBe(2);
  expect(fails.stderr).toContain(
    "layers/contributing/files/CONTRIBUTING.md.hbs: white space at the end of a line with factors has 7",
  );
  expect(fails.stderr).toMatch(
    /variable ACME_TOKEN is in README\.md's Settings, and not in \.env\.example\n {4}in \d+ of the projects, as with --factors /,
  );
  expect(fails.stderr).toContain("CONTRIBUTING.md names src/asking.ts, which does not exist");
});

test("an author looks at the files of a project before there is one", async () => {
  const user = newUser();
  await cli(user, ["pack", "init", "acme"]);
  const preview = ["pack", "preview", "acme"];
  const tree = await cli(user, [...preview, "--factors", "core", "--blueprint", "blank"]);
  expect(tree).toMatchObject({ code: 0, stderr: "" });
  expect(tree.stdout).toMatch(/^CONTRIBUTING\.md +acme\/contributing$/mu);
  expect(tree.stdout).toMatch(/^src\/notes\.ts +blueprints\/blank$/mu);

  const readFile = (...flags: string[]) => cli(user, [...preview, "CONTRIBUTING.md", ...flags]);
  const core = await readFile("--factors", "core", "--package-manager", "pnpm");
  expect(core).toMatchObject({ code: 0, stderr: "" });
  expect(core.stdout).toMatch(/^# Contributing to my-agent\n/u);
  expect(core.stdout).toContain("`pnpm run check`");
  expect(core.stdout).not.toContain("approval");
  expect((await readFile("--factors", "7")).stdout).toContain("approval");

  const asJson = await readFile("--factors", "core", "--package-manager", "pnpm", "--json");
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    ok: true,
    command: "pack preview",
    answers: { factors: [1, 2, 3, 4, 5, 8, 12], packageManager: "pnpm" },
    files: [{ path: "CONTRIBUTING.md", from: "acme/contributing" }],
    contents: core.stdout,
  });
  const missing = await cli(user, [...preview, "CONTRIBTING.md"]);
  expect(missing).toMatchObject({ code: 2, stdout: "" });
  expect(missing.stderr).toContain('Did you mean "CONTRIBUTING.md"?');
  expect(readdirSync(user.cwd)).toEqual(["acme"]);
});

test("the schemas for editors ship with the package, and take our own manifests", async () => {
  const { home } = inject("packed");
  const folder = join(home, "node_modules/create-12-factor-agent/dist/schemas");
  const schema = (name: string) =>
    fromJSONSchema(readJsonSync(join(folder, `${name}.schema.json`)));
  const layer = schema("layer");
  const manifests = filesBelow("templates/layers").filter((path) => path.endsWith("/layer.json"));
  for (const path of manifests) {
    const manifest = readJsonSync(join("templates/layers", path)) as unknown;
    expect(layer.safeParse(manifest), path).toMatchObject({ success: true });
  }
  expect(manifests.length).toBeGreaterThan(30);
  expect(layer.safeParse({ ordr: 1 }).success).toBe(false);
  expect(schema("pack").safeParse({ name: "a", title: "A", version: "1.0.0" }).success).toBe(true);
});
