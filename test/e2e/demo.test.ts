import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { newUser } from "../support/cli.ts";
import { run } from "../support/processes.ts";
import { npmCache } from "../support/project.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));

test("npm run demo in a clone builds, creates, installs and plays, and leaves nothing behind", async () => {
  const user = newUser();
  const env = {
    ...user.env,
    TMPDIR: user.cwd,
    npm_config_cache: await npmCache(),
    npm_config_prefer_offline: "true",
  };
  const outcome = await run("npm", ["run", "--silent", "demo"], { cwd: checkout, env });

  expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
  const steps = ["[1/4]", "[2/4]", "[3/4]", "[4/4]", "can you deploy the backend first?"];
  const places = steps.map((step) => outcome.stdout.indexOf(step));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places).not.toContain(-1);
  const left = readdirSync(user.cwd).filter((name) => name.includes("demo"));
  expect(left).toEqual([]);
});

test("npm run demo refuses what it does not know", async () => {
  const user = newUser();
  const script = join(checkout, "scripts", "demo.mjs");
  const outcome = await run(process.execPath, [script, "--kep"], user);
  expect(outcome).toMatchObject({ code: 2 });
  expect(outcome.stdout).toContain('"--kep"');
});
