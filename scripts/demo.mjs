// The main job in one go: build the command, create an agent somewhere else, install it, and play
// its demo. With --keep the project stays; with --interactive you are the person in the story.
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { removeSync } from "fs-extra/esm";

const options = process.argv.slice(2);
const keep = options.includes("--keep");
const interactive = options.includes("--interactive");
const unknown = options.find((option) => !["--keep", "--interactive"].includes(option));

if (unknown === undefined) process.exitCode = demo();
else {
  say(`"${unknown}" is unknown here. The demo takes --keep and --interactive.\n`);
  process.exitCode = 2;
}

function demo() {
  const checkout = fileURLToPath(new URL("..", import.meta.url));
  const bin = join(checkout, "bin", "create-12-factor-agent.js");
  const folder = mkdtempSync(join(tmpdir(), "create-12-factor-agent-demo-"));
  const project = join(folder, "my-agent");

  const create = [bin, "my-agent", "--yes", "--no-install", "--no-git", "--package-manager", "npm"];
  const steps = [
    { title: "Build the command", cwd: checkout, command: ["npm", "run", "build"] },
    { title: "Create my-agent", cwd: folder, command: [process.execPath, ...create] },
    { title: "Install it", cwd: project, command: ["npm", "install", "--no-audit", "--no-fund"] },
    {
      title: "Play its demo",
      cwd: project,
      command: ["npm", "run", "--silent", "demo", ...(interactive ? ["--", "--interactive"] : [])],
      show: true,
    },
  ];

  // Ctrl-C reaches the step that runs; what it leaves behind is cleaned up here.
  process.on("SIGINT", () => {});

  let exit = 0;
  for (const [index, step] of steps.entries()) {
    say(`[${index + 1}/${steps.length}] ${step.title}\n`);
    exit = run(step);
    if (exit !== 0) break;
  }

  if (keep) say(`\nThe project is in ${project}\n`);
  else removeSync(folder);
  if (exit === 0 && !keep) say("\nTo keep the project and look at it: npm run demo -- --keep\n");
  return exit;
}

/** Runs one step to its end: 0 when it worked, 130 when somebody pressed Ctrl-C, otherwise 1. */
function run({ title, cwd, command: [program, ...args], show = false }) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (status === 0) return 0;
  if (signal === "SIGINT" || status === 130) {
    say("Cancelled.\n");
    return 130;
  }
  say(`${stdout ?? ""}${stderr ?? ""}${error === undefined ? "" : `${error.message}\n`}`);
  say(`"${title}" failed.\n`);
  return 1;
}

function say(text) {
  process.stdout.write(text);
}
