import { existsSync, mkdirSync, readdirSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, newUser, startCli, unattended } from "../support/cli.ts";
import type { User } from "../support/cli.ts";
import { deep } from "../support/deep.ts";
import { readTree } from "../support/folders.ts";
import type { FilesOnDisk } from "../support/folders.ts";
import { seeded } from "../support/random.ts";

const moments = deep ? 200 : 8;
const random = seeded();

let complete: FilesOnDisk;
let lifetime: number;

beforeAll(async () => {
  const user = newUser();
  const from = performance.now();
  await cli(user, ["my-agent", ...unattended]);
  lifetime = performance.now() - from;
  complete = readTree(join(user.cwd, "my-agent"));
});

/**
 * Kills a run, every other one at any moment of its life, the rest a moment after it first touched
 * the disk, which is where half a project could come from.
 */
async function killedRun(user: User, args: string[], signal: NodeJS.Signals, turn: number) {
  const chance = random.next();
  const watched = args[0] === "." ? join(user.cwd, "my-agent") : user.cwd;
  const running = startCli(user, args, { cwd: args[0] === "." ? watched : user.cwd });
  if (turn % 2 === 0) {
    await sleep(chance * lifetime);
  } else {
    const watcher = watch(watched);
    await Promise.race([
      new Promise((resolve) => watcher.once("change", resolve)),
      running.ended.catch(() => {}),
    ]);
    watcher.close();
    // Writing takes a few milliseconds; the loop is finer than any timer.
    const until = performance.now() + chance * 12;
    while (performance.now() < until) await new Promise(setImmediate);
  }
  running.signal(signal);
  return running.ended;
}

describe.each(["SIGINT", "SIGKILL"] as const)("%s at any moment", (signal) => {
  test(`leaves nothing or everything under the final name, ${moments} times`, async () => {
    let unfinished = 0;
    for (let turn = 0; turn < moments; turn += 1) {
      const user = newUser();
      const target = join(user.cwd, "my-agent");
      await killedRun(user, ["my-agent", ...unattended], signal, turn);
      const note = `seed ${random.seed}, turn ${turn}`;

      const written = existsSync(target);
      if (!written) unfinished += 1;
      expect(written ? readTree(target) : complete, note).toEqual(complete);

      // The next run finds nothing in its way, and clears what a killed one left beside the name.
      const name = written ? "other" : "my-agent";
      expect(await cli(user, [name, ...unattended]), note).toMatchObject({ code: 0 });
      expect(readTree(target), note).toEqual(complete);
      expect(readdirSync(user.cwd), note).toEqual(written ? ["my-agent", "other"] : ["my-agent"]);
    }
    expect(unfinished, `seed ${random.seed}: some must die before the rename`).toBeGreaterThan(0);
  });
});

test(`SIGINT at any moment leaves nothing under any name and exits 130, ${moments} times`, async () => {
  for (let turn = 0; turn < moments; turn += 1) {
    const user = newUser();
    const outcome = await killedRun(user, ["my-agent", ...unattended], "SIGINT", turn);
    const note = `seed ${random.seed}, turn ${turn}`;
    expect([[], ["my-agent"]], note).toContainEqual(readdirSync(user.cwd));
    // Before our first line has run, the signal ends Node itself; too late, the run is done.
    expect([130, 0, "SIGINT"], note).toContain(outcome.code ?? outcome.signal);
  }
});

describe("SIGINT in a folder that was already there", () => {
  test(`leaves it empty or complete, ${moments} times`, async () => {
    for (let turn = 0; turn < moments; turn += 1) {
      const user = newUser();
      const here = join(user.cwd, "my-agent");
      mkdirSync(here);
      await killedRun(user, [".", ...unattended], "SIGINT", turn);
      const found = readTree(here);
      const note = `seed ${random.seed}, turn ${turn}`;
      expect([{}, complete], note).toContainEqual(found);
    }
  });

  test(`takes back what --into-existing had added, ${moments} times`, async () => {
    for (let turn = 0; turn < moments; turn += 1) {
      const user = newUser();
      const here = join(user.cwd, "my-agent");
      mkdirSync(here);
      writeFileSync(join(here, "NOTES.md"), "mine\n");
      await killedRun(user, [".", ...unattended, "--into-existing"], "SIGINT", turn);
      const { "NOTES.md": mine, ...added } = readTree(here);
      const note = `seed ${random.seed}, turn ${turn}`;
      expect(mine, note).toBe("plain\nmine\n");
      expect([{}, complete], note).toContainEqual(added);
    }
  });
});

describe("SIGKILL in a folder that was already there", () => {
  test(`can be finished by running it again with --into-existing, ${moments} times`, async () => {
    for (let turn = 0; turn < moments; turn += 1) {
      const user = newUser();
      const here = join(user.cwd, "my-agent");
      mkdirSync(here);
      writeFileSync(join(here, "NOTES.md"), "mine\n");
      const args = [".", ...unattended, "--into-existing"];
      await killedRun(user, args, "SIGKILL", turn);
      const note = `seed ${random.seed}, turn ${turn}`;
      expect(await cli(user, args, { cwd: here }), note).toMatchObject({ code: 0 });
      const { "NOTES.md": mine, ...added } = readTree(here);
      expect(mine, note).toBe("plain\nmine\n");
      expect(added, note).toEqual(complete);
    }
  });
});
