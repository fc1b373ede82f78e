import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJsonSync } from "fs-extra/esm";
import { expect, inject, test } from "vitest";
import { cli, newUser, unattended } from "../support/cli.ts";
import { filesBelow, readTree } from "../support/folders.ts";
import { must } from "../support/processes.ts";

const checkout = new URL("../..", import.meta.url).pathname;

function installed(): string {
  return join(inject("packed").home, "node_modules", "create-12-factor-agent");
}

test("the package is one package: it brings no other into node_modules", () => {
  const lock = join(inject("packed").home, "node_modules", ".package-lock.json");
  const { packages } = readJsonSync(lock);
  expect(Object.keys(packages)).toEqual(["node_modules/create-12-factor-agent"]);
});

test("the package holds what runs, the licences of what is bundled, and nothing else", () => {
  const files = filesBelow(installed());
  expect(files).toEqual(
    expect.arrayContaining([
      "LICENSE",
      "dist/THIRD-PARTY-LICENSES.md",
      "bin/create-12-factor-agent.js",
      "dist/index.js",
      "dist/types/index.d.ts",
      "package.json",
    ]),
  );
  const strange = files.filter(
    (path) => !/^(?:dist|bin)\/|^[A-Z-]+(?:\.md)?$|^package\.json$/.test(path),
  );
  expect(strange).toEqual([]);
});

test("no file in the package names the folder in which it was built", () => {
  for (const [path, text] of Object.entries(readTree(installed()))) {
    expect(text.includes(checkout), path).toBe(false);
  }
});

test("create, plan and render can be imported, typed without anything that is bundled", async () => {
  const folder = inject("packed").home;
  const user = newUser();
  writeFileSync(
    join(folder, "use.mts"),
    [
      'import { create, plan, render } from "create-12-factor-agent";',
      "const functions: Function[] = [create, plan, render];",
      "for (const each of functions) console.log(typeof each);",
      "",
    ].join("\n"),
  );
  const tsc = join(checkout, "node_modules", "typescript", "bin", "tsc");
  const flags = ["--strict", "--module", "nodenext", "--target", "es2022", "--types", ""];
  await must(process.execPath, [tsc, ...flags, "use.mts"], { cwd: folder, env: user.env });
  const used = await must(process.execPath, ["use.mjs"], { cwd: folder, env: user.env });
  expect(used.stdout).toBe("function\nfunction\nfunction\n");
});

test("the tarball stays under 400 kB", () => {
  expect(inject("packed").bytes).toBeLessThan(400_000);
});

test("npm create and npx run it, and what npm swallows is not needed", async () => {
  const user = newUser();
  const folder = inject("packed").home;
  const args = ["--no", "create-12-factor-agent", "--", join(user.cwd, "a"), ...unattended];
  await must("npx", args, { cwd: folder, env: user.env });
  const forwarded = ["--", join(user.cwd, "b"), ...unattended, "--name", "a"];
  await must("npm", ["create", "12-factor-agent", ...forwarded], { cwd: folder, env: user.env });
  expect(readTree(join(user.cwd, "b"))).toEqual(readTree(join(user.cwd, "a")));
});

test("the package manager that runs us is the default", async () => {
  const user = newUser();
  const env = { npm_config_user_agent: "pnpm/12.21.0 npm/? node/v20.20.2 linux x64" };
  const args = ["my-agent", "--yes", "--no-install", "--no-git", "--json"];
  const outcome = await cli(user, args, { env });
  expect(JSON.parse(outcome.stdout).answers.packageManager).toBe("pnpm");
});
