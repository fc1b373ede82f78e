// Figures of the command beside their floor, measured in one run. Nothing here is a test: figures
// depend on the machine, and the ratio to an empty Node depends on it least.
import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { removeSync } from "fs-extra/esm";
import { formats, measureFormats } from "./formats.mjs";
import { makePack, planningWith } from "./packs.mjs";

const rounds = Number(process.env.ROUNDS ?? 21);
const checkout = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-bench-"));

try {
  const { bin, tarball, packages } = install();
  const quiet = ["--yes", "--no-install", "--no-git", "--package-manager", "npm"];
  const example = join(folder, "example", "my-agent");
  measure([process.execPath, bin, example, ...quiet]);
  const tree = snapshot(example);
  const plainWrites = join(folder, "plain.cjs");
  writeFileSync(plainWrites, plainProgram(tree));

  const five = ["one", "two", "three", "four", "five"].map((name) =>
    makePack(join(folder, "packs", name), name, 50),
  );
  const large = makePack(join(folder, "packs", "large"), "large", 200);

  let turn = 0;
  const fresh = () => join(folder, `run-${(turn += 1)}`, "my-agent");
  const node = process.execPath;
  const runs = {
    empty: () => [node, "-e", "0"],
    help: () => [node, bin, "--help"],
    create: () => [node, bin, fresh(), ...quiet],
    plain: () => [node, plainWrites, fresh()],
    packs: () => [node, bin, fresh(), ...quiet, ...five.flatMap((pack) => ["--pack", pack])],
    validate: () => [node, bin, "pack", "validate", large],
  };
  const figures = alternate(runs);
  const planning = await planningWith(five, join(folder, "home"), rounds);
  const ratio = (name) => figures[name].cpu / figures.empty.cpu;

  report([
    ["`node -e 0`, CPU ms", figures.empty.cpu.toFixed(0), "", "", ""],
    ["--help, CPU against it", ratio("help").toFixed(2), "1.15", "1.00", "an empty Node"],
    [
      "create, CPU above its floor, in empty Nodes",
      (ratio("create") - ratio("plain")).toFixed(2),
      "0.50",
      ratio("plain").toFixed(2),
      "plain Node writing the same files, against an empty one",
    ],
    [
      "create, peak memory above its floor, MB",
      (figures.create.memory - figures.empty.memory).toFixed(1),
      "12",
      figures.empty.memory.toFixed(1),
      "an empty Node",
    ],
    [
      "create, wall ms",
      figures.create.wall.toFixed(0),
      "",
      figures.empty.wall.toFixed(0),
      "an empty Node",
    ],
    [
      "five packs of 50 files, planning and rendering, ms more",
      planning.added.toFixed(1),
      "50",
      planning.without.toFixed(1),
      "the same without them",
    ],
    [
      "the same in a whole run, wall ms",
      figures.packs.wall.toFixed(0),
      "",
      figures.create.wall.toFixed(0),
      "create without them",
    ],
    [
      "pack validate of 200 templates, wall ms",
      figures.validate.wall.toFixed(0),
      "1000",
      figures.empty.wall.toFixed(0),
      "an empty Node",
    ],
    ["tarball, kB", (tarball / 1000).toFixed(1), "400", "", ""],
    ["packages that npx installs", String(packages), "1", "1", ""],
    ["files of a project", String(tree.length), "", "", ""],
    [
      "bytes of a project, kB",
      (sum(tree.map(([, text]) => text.length)) / 1000).toFixed(0),
      "",
      "",
      "",
    ],
  ]);
  reportFormats(await measureFormats(bin));
} finally {
  removeSync(folder);
}

/** The package as npm would publish it, installed as a user would. */
function install() {
  npm(checkout, "pack", "--pack-destination", folder);
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  const home = join(folder, "home");
  mkdirSync(home);
  npm(home, "install", "--offline", "--no-audit", "--no-fund", join(folder, name));
  const modules = join(home, "node_modules");
  return {
    bin: join(modules, "create-12-factor-agent", "bin", "create-12-factor-agent.js"),
    tarball: statSync(join(folder, name)).size,
    packages: readdirSync(modules).filter((entry) => !entry.startsWith(".")).length,
  };
}

function npm(cwd, ...args) {
  execFileSync("npm", args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
}

/** Each program in turn, again and again, so that a busy moment of the machine falls on all. */
function alternate(runs) {
  const samples = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, command] of Object.entries(runs)) {
      const sample = measure(command());
      // The first round warms the disk's cache.
      if (round > 0) samples[name].push(sample);
    }
  }
  const figures = {};
  for (const [name, taken] of Object.entries(samples)) {
    const of = (key) => median(taken.map((sample) => sample[key]));
    figures[name] = { cpu: of("cpu"), wall: of("wall"), memory: of("memory") };
  }
  return figures;
}

/** CPU (user and system) and wall of a program in ms, by bash; its peak memory in MB, by itself. */
function measure(command) {
  const hook = join(folder, "peak.cjs");
  const peak = join(folder, "peak.txt");
  writeFileSync(
    hook,
    `process.on("exit", () => require("fs").writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`,
  );
  // The memory is read in a run of its own: the hook is not free.
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1';
  const { stderr } = spawnSync("bash", ["-c", script, "bash", ...command], { encoding: "utf8" });
  const [wall, user, system] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
  const again = command.map((word) => word.replace(/(run-\d+)/, "$1-again"));
  const env = { ...process.env, NODE_OPTIONS: `--require ${hook}` };
  spawnSync("bash", ["-c", '"$@" >/dev/null 2>&1; true', "bash", ...again], { env });
  const memory = Number(readFileSync(peak, "utf8")) / 1024;
  return { cpu: (user + system) * 1000, wall: wall * 1000, memory };
}

/** The least that any program would do: the same files, from strings in memory. */
function plainProgram(tree) {
  const files = tree.map(([path, bytes]) => [path, bytes.toString("utf8")]);
  return `
const { mkdirSync, writeFileSync } = require("fs");
const { dirname, join } = require("path");
for (const [path, text] of ${JSON.stringify(files)}) {
  const file = join(process.argv[2], path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
`;
}

function snapshot(root, prefix = "") {
  return readdirSync(join(root, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = join(prefix, entry.name);
    return entry.isDirectory() ? snapshot(root, path) : [[path, readFileSync(join(root, path))]];
  });
}

function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function report(rows) {
  process.stdout.write(`Medians of ${rounds} alternating runs, Node ${process.version}\n\n`);
  print([["figure", "ours", "target", "floor", "what the floor is"], ...rows]);
}

/** Not measured in time: the same on every machine. test/e2e/formats.test.ts holds the targets. */
function reportFormats(ratios) {
  const threads = Object.keys(ratios);
  const rows = formats.map((format) => [
    format,
    ...threads.map((thread) => ratios[thread][format].toFixed(2)),
    format === "messages" ? "the floor" : "",
  ]);
  process.stdout.write("\nInput tokens of all requests against native messages (o200k_base)\n");
  process.stdout.write("Targets: xml 1.20 at 200; compact 0.72 at 50, 0.68 at 200\n\n");
  print([["format", ...threads, ""], ...rows]);
}

/** The first column and the last are words, the others figures. */
function print(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const last = widths.length - 1;
  for (const row of table) {
    const cells = row.map((cell, column) =>
      column === 0 || column === last ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}
