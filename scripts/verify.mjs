// Everything that must be true of a commit, in one command. Every step runs, also after a failure,
// so that one run tells all that is wrong; the last line sums up the tests that ran.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeSync } from "fs-extra/esm";

const steps = [
  { title: "lint and format", command: "npm run lint" },
  { title: "types", command: "npm run check" },
  { title: "nothing unused", command: "npm run knip" },
  { title: "the package", command: "npm run check:package" },
  { title: "unit, golden and end to end", command: "npm test" },
  { title: "every provider", command: "npm run test:conformance" },
  { title: "what the guide to packs says", command: "npm run test:docs" },
  { title: "faults", command: "npm run test:faults" },
  { title: "every combination", command: "npm run test:matrix" },
  { title: "every Node, every manager", command: "npm run test:runtimes" },
];

const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-verify-"));
const tally = join(folder, "tally.jsonl");
const failed = [];

for (const { title, command } of steps) {
  say(`\n── ${title}: ${command}\n`);
  const from = Date.now();
  const { status } = spawnSync(command, {
    shell: true,
    stdio: "inherit",
    env: { ...process.env, TALLY_FILE: tally },
  });
  if (status !== 0) failed.push(title);
  say(`── ${title}: ${status === 0 ? "good" : "FAILED"} after ${seconds(from)} s\n`);
}

const counts = tests();
removeSync(folder);

say(failed.length === 0 ? "\nEvery step is good.\n" : `\nFailed: ${failed.join(", ")}.\n`);
if (failed.length > 0 || counts.passed === 0) process.exitCode = 1;
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);

function tests() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const line of linesOf(tally)) {
    const count = JSON.parse(line);
    for (const key of Object.keys(sum)) sum[key] += count[key];
  }
  return sum;
}

function linesOf(file) {
  try {
    return readFileSync(file, "utf8").trim().split("\n");
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

function seconds(from) {
  return Math.round((Date.now() - from) / 1000);
}

function say(text) {
  process.stdout.write(text);
}
