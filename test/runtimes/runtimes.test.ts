import { existsSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, newUser } from "../support/cli.ts";
import { npmCache } from "../support/project.ts";
import { must, run } from "../support/processes.ts";
import { nodeFolder, nodes, pnpmFolder } from "../support/toolchains.ts";

// Installed for real, by each manager on each Node, and then everything that the project can do.

const runtimes = Object.entries({ "the Node that runs the tests": undefined, ...nodes });
const managers = ["npm", "pnpm"] as const;
const combinations = runtimes.flatMap(([name, version]) =>
  managers.map((manager) => [name, manager, version] as const),
);

describe.each(combinations)("on Node %s with %s", (_name, manager, version) => {
  const user = newUser();
  let folder: string;

  beforeAll(async () => {
    const tools = [manager === "pnpm" ? await pnpmFolder() : "", user.env.PATH];
    if (version !== undefined) tools.unshift(await nodeFolder(version));
    user.env.PATH = tools.filter((tool) => tool !== "").join(delimiter);
    user.env.npm_config_cache = await npmCache();
    user.env.npm_config_prefer_offline = "true";
    const args = ["my-agent", "--yes", "--install", "--no-git", "--package-manager", manager];
    const created = await cli(user, args);
    if (created.code !== 0) throw new Error(created.stderr);
    folder = join(user.cwd, "my-agent");
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test("the right Node runs", async () => {
    const { stdout } = await must("node", ["--version"], { cwd: folder, env: user.env });
    expect(stdout.trim()).toBe(`v${version ?? process.versions.node}`);
  });

  test.each(["check", "lint", "test", "build", "demo"])("%s works as generated", async (script) => {
    const outcome = await run(manager, ["run", script], { cwd: folder, env: user.env });
    expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
  });

  test("the frozen install accepts the lock file that the first one wrote", async () => {
    const lock = manager === "npm" ? "package-lock.json" : "pnpm-lock.yaml";
    expect(existsSync(join(folder, lock))).toBe(true);
    const frozen = manager === "npm" ? ["ci"] : ["install", "--frozen-lockfile"];
    expect(await run(manager, frozen, { cwd: folder, env: user.env })).toMatchObject({ code: 0 });
  });
});
