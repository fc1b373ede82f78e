import { resolve } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { describe, expect, test } from "vitest";
import { cli, newUser, unattended } from "../support/cli.ts";

describe("list", () => {
  const kinds = ["factors", "providers", "blueprints", "stores"] as const;

  test.each(kinds)("%s --json gives an id, a title and a hint for each", async (kind) => {
    const outcome = await cli(newUser(), ["list", kind, "--json"]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    const offers = JSON.parse(outcome.stdout);
    expect(offers.length).toBeGreaterThan(0);
    for (const offer of offers) {
      expect(offer).toMatchObject({
        id: expect.any(String),
        title: expect.any(String),
        hint: expect.any(String),
      });
    }
  });

  test("of the factors has what the guide numbers, less what is still to come", async () => {
    const { stdout } = await cli(newUser(), ["list", "factors", "--json"]);
    const ids = (JSON.parse(stdout) as { id: string }[]).map((factor) => factor.id);
    expect(ids).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "13"]);
  });

  test("reads well without --json, and names every provider", async () => {
    const outcome = await cli(newUser(), ["list", "providers"]);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain("openai");
    expect(outcome.stdout).toContain("scripted");
    expect(outcome.stdout).not.toContain("\u001B[");
  });

  test("every provider that it names can be used", async () => {
    const { stdout } = await cli(newUser(), ["list", "providers", "--json"]);
    for (const { id } of JSON.parse(stdout) as { id: string }[]) {
      const outcome = await cli(newUser(), ["my-agent", "--provider", id, ...unattended]);
      expect(outcome, id).toMatchObject({ code: 0 });
    }
  });
});

test("list says what a pack adds, and what it asks", async () => {
  const pack = ["--pack", resolve("test/fixtures/packs/acme")];
  const shown = await cli(newUser(), ["list", "packs", ...pack]);
  expect(shown).toMatchObject({ code: 0, stderr: "" });
  expect(shown.stdout).toContain(
    "\n    --set acme.team=<text>  Which team owns the agent? (default: platform)\n",
  );
  expect(shown.stdout).toContain("\n    --set acme.scan=<true|false>  Look for known ");
  const asJson = await cli(newUser(), ["list", "packs", ...pack, "--json"]);
  const [ours, acme] = JSON.parse(asJson.stdout);
  expect(ours).toMatchObject({ id: "create-12-factor-agent", options: [] });
  expect(acme).toMatchObject({ id: "acme", version: "0.1.0" });
  expect(acme.options).toContainEqual(
    expect.objectContaining({ key: "scan", type: "boolean", default: true }),
  );

  const oncall = ["--pack", resolve("test/fixtures/packs/oncall")];
  const providers = await cli(newUser(), ["list", "providers", ...oncall]);
  expect(providers.stdout).toMatch(/^ {2}gateway +Our gateway: needs GATEWAY_TOKEN/mu);
});

test("schema prints the JSON Schema of the answers, with every key that --json reports", async () => {
  const schema = await cli(newUser(), ["schema"]);
  expect(schema).toMatchObject({ code: 0, stderr: "" });
  const { $schema, properties, additionalProperties } = JSON.parse(schema.stdout);
  expect($schema).toContain("json-schema.org");
  expect(additionalProperties).toBe(false);

  const created = await cli(newUser(), ["my-agent", ...unattended, "--json"]);
  const reported = Object.keys(JSON.parse(created.stdout).answers);
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(reported));
});

test("--version prints the version of the package and nothing else", async () => {
  const manifest = new URL("../../package.json", import.meta.url);
  const { version } = readJsonSync(manifest);
  expect(await cli(newUser(), ["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test("--help names every flag of this version and none of a later one", async () => {
  const { code, stdout, stderr } = await cli(newUser(), ["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const flags = [...stdout.matchAll(/--[a-z][a-z-]*|--\[no-\][a-z-]+/g)].map(String);
  const expected = [
    "--factors",
    "--provider",
    "--blueprint",
    "--store",
    "--context-format",
    "--pack",
    "--set",
    "--answers",
    "--name",
    "--license",
    "--author",
    "--package-manager",
    "--into-existing",
    "--yes",
    "--dry-run",
    "--json",
    "--verbose",
  ];
  expect(flags).toEqual(expect.arrayContaining(expected));
  expect(stdout).toContain("install");
  expect(stdout).toContain("git");
  expect(stdout).not.toContain("--channels");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});

test("a factor layer can be left out by number, by id or by minus", async () => {
  const core = [1, 2, 3, 4, 5, 8, 12];
  expect(await factors("core")).toEqual(core);
  expect(await factors("6,7")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 12]);
  expect(await factors("13,6")).toEqual([1, 2, 3, 4, 5, 6, 8, 12, 13]);
  expect(await factors("all,-7,-10")).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 12, 13]);
  expect(await factors("-9")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13]);
});

test("a store without the factor that needs one is a warning, not an answer", async () => {
  const args = ["my-agent", "--factors", "core", "--store", "sqlite", ...unattended, "--json"];
  const outcome = await cli(newUser(), args);
  expect(outcome).toMatchObject({ code: 0 });
  const { answers, warnings } = JSON.parse(outcome.stdout);
  expect(warnings).toEqual(['--store has no effect without factor 6: "sqlite" was left out.']);
  expect(answers.store).toBeUndefined();
});

async function factors(list: string): Promise<number[]> {
  const args = ["my-agent", "--factors", list, ...unattended, "--dry-run", "--json"];
  const outcome = await cli(newUser(), args);
  expect(outcome, list).toMatchObject({ code: 0 });
  return JSON.parse(outcome.stdout).answers.factors;
}
