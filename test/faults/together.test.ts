import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, newUser, unattended } from "../support/cli.ts";
import { deep } from "../support/deep.ts";
import { readTree } from "../support/folders.ts";

const rounds = deep ? 50 : 5;

test("of runs that want the same name at the same time, one wins and the others are refused", async () => {
  const alone = newUser();
  await cli(alone, ["my-agent", ...unattended]);
  const complete = readTree(alone.cwd);

  for (let round = 0; round < rounds; round += 1) {
    const user = newUser();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => cli(user, ["my-agent", ...unattended])),
    );
    expect(outcomes.map(({ code }) => code).toSorted()).toEqual([0, 2, 2, 2]);
    expect(readTree(user.cwd)).toEqual(complete);
  }
});

test("runs with different names in one folder do not disturb each other", async () => {
  const user = newUser();
  const names = ["one", "two", "three", "four"];
  const outcomes = await Promise.all(
    names.map((name) => cli(user, [name, "--name", "same", ...unattended])),
  );
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(readdirSync(user.cwd)).toEqual(names.toSorted());
  const [first, ...others] = names.map((name) => readTree(join(user.cwd, name)));
  for (const other of others) expect(other).toEqual(first);
});
