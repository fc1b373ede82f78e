import { existsSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { cli, newUser } from "../support/cli.ts";
import { must, run } from "../support/processes.ts";
import { managerFolder } from "../support/toolchains.ts";

// npm and pnpm have files of their own, where they meet the oldest Node and the newest, at night every one.

test.each([
  { id: "yarn", lock: "yarn.lock", frozen: ["install", "--immutable"] },
  { id: "bun", lock: "bun.lock", frozen: ["install", "--frozen-lockfile"] },
  { id: "deno", lock: "deno.lock", frozen: ["install", "--frozen"] },
] as const)("$id installs, and again from the lock file alone", async ({ id, lock, frozen }) => {
  const user = newUser();
  user.env.PATH = [await managerFolder(id), user.env.PATH].join(delimiter);
  const args = ["my-agent", "--yes", "--install", "--no-git", "--package-manager", id];
  expect(await cli(user, args)).toMatchObject({ code: 0 });
  const cwd = join(user.cwd, "my-agent");
  expect(existsSync(join(cwd, lock))).toBe(true);
  rmSync(join(cwd, "node_modules"), { recursive: true });
  await must(id, [...frozen], { cwd, env: { ...user.env, CI: "true" } });
  const checked = await run("npm", ["run", "check"], { cwd, env: user.env });
  expect(checked, checked.stdout + checked.stderr).toMatchObject({ code: 0 });
});
