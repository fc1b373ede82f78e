// Packs the package as npm would publish it, and lets publint and attw judge the tarball.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeSync } from "fs-extra/esm";

const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-package-"));
try {
  run("npm", "pack", "--pack-destination", folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack left no tarball.");
  run("npx", "--no-install", "publint", "--strict", join(folder, tarball));
  run("npx", "--no-install", "attw", "--profile", "esm-only", join(folder, tarball));
} finally {
  removeSync(folder);
}

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}.`);
}
