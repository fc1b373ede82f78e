import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { fromJSONSchema } from "zod";
import { cli, newUser } from "../support/cli.ts";

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
  layers/contributing/layer.json:1: unknown key "ordr". Did you mean "order"? Valid: $schema, when, offers, order.
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
    stderr: expect.stringContaining('error: The pack "other" cannot be read (ENOENT).'),
  });
  expect(await cli(user, ["pack"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: "pack" needs a verb.'),
  });
});

test("the schemas for editors ship with the package, and take our own manifests", async () => {
  const { home } = inject("packed");
  const folder = join(home, "node_modules/create-12-factor-agent/dist/schemas");
  const schema = (name: string) =>
    fromJSONSchema(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8")));
  const layer = schema("layer");
  const layers = readdirSync("templates/layers");
  for (const id of layers) {
    const text = readFileSync(`templates/layers/${id}/layer.json`, "utf8");
    expect(layer.safeParse(JSON.parse(text)), id).toMatchObject({ success: true });
  }
  expect(layers.length).toBeGreaterThan(100);
  expect(layer.safeParse({ ordr: 1 }).success).toBe(false);
  expect(schema("pack").safeParse({ name: "a", title: "A", version: "1.0.0" }).success).toBe(true);
});
