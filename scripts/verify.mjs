// What a commit must pass, in one command; with --deep the rest, which is for the night. Every step
// runs, also after a failure, so that one run tells all that is wrong. At the end stands what each step
// took; the last line sums up the tests that ran. --write-figure states the minutes where people read them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { removeSync } from "fs-extra/esm";

const { values: options } = parseArgs({
  options: { deep: { type: "boolean" }, "write-figure": { type: "boolean" } },
});

const looks = [
  { title: "lint and format", command: "npm run lint" },
  { title: "types", command: "npm run check" },
  { title: "nothing unused", command: "npm run knip" },
  { title: "the package", command: "npm run check:package" },
];
// With DEEP set they try what no commit waits for: test/support/deep.ts.
const proofs = [
  { title: "unit, golden and end to end", command: "npm test" },
  { title: "every provider", command: "npm run test:conformance" },
  { title: "what the guide to packs says", command: "npm run test:docs" },
  { title: "faults", command: "npm run test:faults" },
  { title: "every combination", command: "npm run test:matrix" },
  { title: "every Node, every manager", command: "npm run test:runtimes" },
];

const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-verify-"));
const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
const env = {
  ...process.env,
  TALLY_FILE: join(folder, "tally.jsonl"),
  TARBALL: join(folder, `${name}-${version}.tgz`),
  DEEP: options.deep ? "1" : "",
};
const packing = { title: "packing", command: `npm pack --pack-destination "${folder}"` };
const steps = [packing, ...(options.deep ? [] : looks), ...proofs];
const took = [];
const failed = [];

for (const { title, command } of steps) {
  say(`\n── ${title}: ${command}\n`);
  const from = Date.now();
  const { status } = spawnSync(command, { shell: true, stdio: "inherit", env });
  const seconds = (Date.now() - from) / 1000;
  took.push({ title, seconds });
  if (status !== 0) failed.push(title);
  say(`── ${title}: ${status === 0 ? "good" : "FAILED"} after ${Math.round(seconds)} s\n`);
}

const counts = tests();
removeSync(folder);

const all = took.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
const cores = availableParallelism();
say(`\n${took.map(({ title, seconds }) => row(title, `${Math.round(seconds)} s`)).join("")}`);
say(row("all of it", `${all.toFixed(1)} minutes on ${cores} cores`));
const good = failed.length === 0 && counts.passed > 0;
if (good && !options.deep && options["write-figure"]) writeFigure(Math.ceil(all));

say(failed.length === 0 ? "\nEvery step is good.\n" : `\nFailed: ${failed.join(", ")}.\n`);
if (!good) process.exitCode = 1;
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);

function tests() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const line of linesOf(env.TALLY_FILE)) {
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

/** In docs/verify.json, and in the pages that say it; a unit test holds them to it. */
function writeFigure(minutes) {
  writeFileSync("docs/verify.json", `{ "minutes": ${minutes}, "cores": ${cores} }\n`);
  for (const page of ["README.md", "CONTRIBUTING.md"]) {
    const text = readFileSync(page, "utf8");
    const figure = `about ${minutes} minutes on ${cores} cores`;
    writeFileSync(page, text.replace(/about \d+ minutes on \d+ cores/, figure));
  }
}

function row(title, time) {
  return `${title.padEnd(32)}${time.padStart(26)}\n`;
}

function say(text) {
  process.stdout.write(text);
}
