import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, newUser } from "../../support/cli.ts";
import { generate, npmCache, projectAt } from "../../support/project.ts";
import type { Project } from "../../support/project.ts";

// The network is gone after the install: whatever still wants it fails here.
const offline = {
  npm_config_registry: "http://127.0.0.1:9/",
  HTTP_PROXY: "http://127.0.0.1:9/",
  HTTPS_PROXY: "http://127.0.0.1:9/",
};

describe("a project that the command itself has installed", () => {
  let project: Project;

  beforeAll(async () => {
    const user = newUser();
    // Only the cache is shared with whoever runs the tests; everything else is a first day.
    user.env.npm_config_cache = await npmCache();
    const args = ["my-agent", "--yes", "--install", "--no-git", "--package-manager", "npm"];
    const created = await cli(user, args, { env: { npm_config_prefer_offline: "true" } });
    if (created.code !== 0) throw new Error(created.stderr);
    project = projectAt(join(user.cwd, "my-agent"), user);
  });

  test("has a lock file to commit and exact versions only", () => {
    expect(existsSync(join(project.folder, "package-lock.json"))).toBe(true);
    const manifest = readJsonSync(join(project.folder, "package.json"));
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(
      versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version))),
    ).toEqual([]);
  });

  test("brings fewer than 20 packages into production", () => {
    const lock = readJsonSync(join(project.folder, "package-lock.json"));
    const packages = Object.entries<{ dev?: boolean; optional?: boolean }>(lock.packages);
    const production = packages.filter(
      ([path, entry]) =>
        path !== "" && entry.dev !== true && existsSync(join(project.folder, path)),
    );
    expect(production.map(([path]) => path).length).toBeLessThan(20);
  });

  test.each(["check", "lint", "build", "demo", "scenario"])(
    "npm run %s works offline",
    async (script) => {
      const outcome = await project.npm(script, { env: offline });
      expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
    },
  );

  test("npm run test works offline, and runs tests, all of which pass", async () => {
    const outcome = await project.npm("test", { env: { ...offline, NO_COLOR: "1" } });
    expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
    expect(outcome.stdout).toMatch(/Tests\s+\d+ passed \(\d+\)/);
  });

  test("npm start says its version, and what is missing where nobody can type", async () => {
    const version = await project.npm("start", { env: offline, args: ["--version"] });
    expect(version).toMatchObject({ code: 0 });
    expect(version.stdout).toMatch(/^0\.1\.0$/m);
    const alone = await project.npm("start", { env: { ...offline, MODEL: "scripted" } });
    expect(alone).toMatchObject({ code: 1 });
    expect(alone.stderr).toContain("give a message as an argument");
  });

  test.each([
    ["start", []],
    ["serve", []],
    ["scenario", ["--live"]],
  ])(
    "npm run %s without a key stops with one line that names it and the demo",
    async (script, args) => {
      const outcome = await project.npm(script, { env: offline, args });
      expect(outcome.code).not.toBe(0);
      const said = outcome.stderr.split("\n").filter((line) => line.includes("OPENAI_API_KEY"));
      expect(said).toHaveLength(1);
      expect(said[0]).toContain("npm run demo");
      expect(outcome.stderr).not.toMatch(/^\s+at /m);
    },
  );
});

describe("the demo", () => {
  test("tells the guide's story in order and ends well", async () => {
    const project = await generate();
    const { code, stdout } = await project.npm("demo", { env: { ...offline, NO_COLOR: "1" } });
    expect(code).toBe(0);
    const chapters = [
      "check_staging",
      "deploy_frontend",
      "can you deploy the backend first?",
      "deploy_backend",
      "deploy_frontend",
      "check_production",
      "passed: true",
      "passed: false",
      "roll_back_frontend",
    ];
    let rest = stdout;
    for (const chapter of chapters) {
      const at = rest.indexOf(chapter);
      expect(at, `"${chapter}" in\n${rest}`).toBeGreaterThanOrEqual(0);
      rest = rest.slice(at + 1);
    }
    expect(stdout).not.toContain("\u001B[");
  });
});
