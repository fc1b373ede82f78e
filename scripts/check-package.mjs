// Packs the package as npm would publish it, and lets publint and attw judge the tarball. With TARBALL
// set to one that is packed already, that is judged.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeSync } from "fs-extra/esm";

const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-package-"));
try {
  const tarball = process.env.TARBALL ?? pack();
  run("npx", "--no-install", "publint", "--strict", tarball);
  run("npx", "--no-install", "attw", "--profile", "esm-only", tarball);
} finally {
  removeSync(folder);
}

function pack() {
  run("npm", "pack", "--pack-destination", folder);
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack left no tarball.");
  return join(folder, name);
}

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}.`);
}
