// The main job in one go: build the command, create an agent somewhere else, install it, and play
// its demo. With --keep the project stays.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const options = process.argv.slice(2);
const keep = options.includes("--keep");
const unknown = options.find((option) => option !== "--keep");

if (unknown === undefined) process.exitCode = demo();
else {
  say(`"${unknown}" is unknown here. The demo takes --keep and nothing else.\n`);
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
      command: ["npm", "run", "--silent", "demo"],
      show: true,
    },
  ];

  // Ctrl-C reaches the step that runs; what it leaves behind is cleaned up here.
  process.on("SIGINT", () => {});

  const failed = steps.findIndex((step, index) => {
    say(`[${index + 1}/${steps.length}] ${step.title}\n`);
    return !works(step);
  });

  if (keep) say(`\nThe project is in ${project}\n`);
  else rmSync(folder, { recursive: true, force: true });
  if (failed !== -1) return 1;
  if (!keep) say("\nTo keep the project and look at it: npm run demo -- --keep\n");
  return 0;
}

function works({ title, cwd, command: [program, ...args], show = false }) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (status === 0) return true;
  say(`${stdout ?? ""}${stderr ?? ""}"${title}" failed. ${error?.message ?? ""}\n`);
  return false;
}

function say(text) {
  process.stdout.write(text);
}
