import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { removeSync } from "fs-extra/esm";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, newUser } from "./cli.ts";
import { deep } from "./deep.ts";
import { npmCache } from "./project.ts";
import { must, run } from "./processes.ts";
import { managerFolder, nodeFolder, nodes } from "./toolchains.ts";

export interface Manager {
  id: string;
  lock: string;
  frozen: string[];
  /** The Node on which a commit is tried; at night it is every one. */
  node: keyof typeof nodes;
}

/** Installed for real, by one manager on each Node, and then everything that the project can do. */
export function worksOnEveryNode({ id, lock, frozen, node }: Manager): void {
  const all = Object.entries({ "the Node that runs the tests": undefined, ...nodes });
  const runtimes = deep ? all : all.filter(([name]) => name === node);

  describe.each(runtimes)(`with ${id} on %s`, (_name, version) => {
    const user = newUser();
    let folder: string;

    beforeAll(async () => {
      const tools = [id === "pnpm" ? await managerFolder("pnpm") : "", user.env.PATH];
      if (version !== undefined) tools.unshift(await nodeFolder(version));
      user.env.PATH = tools.filter((tool) => tool !== "").join(delimiter);
      user.env.npm_config_cache = await npmCache();
      user.env.npm_config_prefer_offline = "true";
      const args = ["my-agent", "--yes", "--install", "--no-git", "--package-manager", id];
      const created = await cli(user, args);
      if (created.code !== 0) throw new Error(created.stderr);
      folder = join(user.cwd, "my-agent");
      return () => removeSync(folder);
    });

    test("the right Node runs", async () => {
      const { stdout } = await must("node", ["--version"], { cwd: folder, env: user.env });
      expect(stdout.trim()).toBe(`v${version ?? process.versions.node}`);
    });

    test.each(["check", "lint", "test", "build", "demo"])(
      "%s works as generated",
      async (script) => {
        const outcome = await run(id, ["run", script], { cwd: folder, env: user.env });
        expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
      },
    );

    test("the frozen install accepts the lock file that the first one wrote", async () => {
      expect(existsSync(join(folder, lock))).toBe(true);
      const outcome = await run(id, frozen, { cwd: folder, env: user.env });
      expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
    });
  });
}
