import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cli, cliInTerminal, newUser, onlyNode, startCli } from "../support/cli.ts";
import { filesBelow } from "../support/folders.ts";
import { keys } from "../support/terminal.ts";

const install = ["my-agent", "--yes", "--install", "--no-git", "--package-manager", "npm"];
const closed = {
  npm_config_registry: "http://127.0.0.1:9/",
  npm_config_fetch_retries: "0",
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A registry that takes every question and answers none. */
async function silentRegistry(): Promise<{ env: NodeJS.ProcessEnv; asked: Promise<unknown> }> {
  let heard: (value?: unknown) => void;
  const asked = new Promise((resolve) => (heard = resolve));
  const server = createServer(() => heard());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { env: { npm_config_registry: `http://127.0.0.1:${port}/` }, asked };
}

test("an install that fails keeps the project and shows how to try again", async () => {
  const user = newUser();
  const outcome = await cli(user, install, { env: closed });

  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain("npm install");
  expect(outcome.stdout).toBe("Next:\n  cd my-agent\n  npm install\n  npm run demo\n");
  expect(filesBelow(join(user.cwd, "my-agent"))).toContain(".12-factor/lock.json");
});

test("an install that fails says so in the one object of --json", async () => {
  const user = newUser();
  const outcome = await cli(user, [...install, "--json"], { env: closed });

  expect(outcome.code).toBe(1);
  const result = JSON.parse(outcome.stdout);
  expect(result).toMatchObject({ ok: false, error: { code: "install_failed" } });
  expect(result.error.fix).toContain("npm install");
  expect(result.next.join("\n")).toContain("npm install");
  expect(result.directory).toContain("my-agent");
  expect(result.files.map((file: { path: string }) => file.path).toSorted()).toEqual(
    filesBelow(join(user.cwd, "my-agent")),
  );
});

test("a package manager that is not there is a failed install, not a crash", async () => {
  const user = newUser();
  const args = ["my-agent", "--yes", "--install", "--no-git", "--package-manager", "bun", "--json"];
  const outcome = await cli(user, args, { env: { PATH: onlyNode(user) } });

  expect(outcome.code).toBe(1);
  const result = JSON.parse(outcome.stdout);
  expect(result.error.code).toBe("install_failed");
  expect(`${result.error.message}\n${result.error.fix}`).toContain("bun");
  expect(existsSync(join(user.cwd, "my-agent", "package.json"))).toBe(true);
});

test("SIGINT during the install keeps the project, shows how to go on, and exits 130", async () => {
  const user = newUser();
  const registry = await silentRegistry();
  const running = startCli(user, install, { env: registry.env });
  await registry.asked;
  running.signal("SIGINT");

  const outcome = await running.ended;
  expect(outcome.code).toBe(130);
  expect(outcome.stderr).toContain("npm install");
  expect(filesBelow(join(user.cwd, "my-agent"))).toContain(".12-factor/lock.json");
  expect(readdirSync(user.cwd)).toEqual(["my-agent"]);
});

test("SIGINT during the install is one object with --json, and the project is in it", async () => {
  const user = newUser();
  const registry = await silentRegistry();
  const running = startCli(user, [...install, "--json"], { env: registry.env });
  await registry.asked;
  running.signal("SIGINT");

  const outcome = await running.ended;
  expect(outcome.code).toBe(130);
  const result = JSON.parse(outcome.stdout);
  expect(result).toMatchObject({ ok: false, error: { code: "cancelled" } });
  expect(result.next).toEqual(["cd my-agent", "npm install", "npm run demo"]);
});

test("Ctrl-C in a terminal during the install does the same", async () => {
  const user = newUser();
  const registry = await silentRegistry();
  const screen = cliInTerminal(user, install, { env: registry.env });
  closing.push(() => screen.kill());
  await registry.asked;
  screen.press(keys.ctrlC);

  expect(await screen.exit).toBe(130);
  expect(screen.text()).toContain("npm install");
  expect(filesBelow(join(user.cwd, "my-agent"))).toContain(".12-factor/lock.json");
});
