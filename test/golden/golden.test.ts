import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copySync, removeSync } from "fs-extra/esm";
import { describe, expect, test } from "vitest";
import { cli, newUser } from "../support/cli.ts";
import { readTree } from "../support/folders.ts";
import { cases } from "./cases.ts";

// Changed on purpose? Run `npm run golden:record`, then read the difference as a reviewer would.

const trees = fileURLToPath(new URL("trees", import.meta.url));
const recording = process.env.RECORD_GOLDEN !== undefined;

async function generate(flags: string): Promise<string> {
  const user = newUser();
  const args = ["my-agent", ...flags.split(" "), "--yes", "--no-install", "--no-git"];
  expect(await cli(user, args)).toMatchObject({ code: 0 });
  return join(user.cwd, "my-agent");
}

describe.each(Object.entries(cases))("the project %s", (name, flags) => {
  test("is what was last reviewed, file by file", async () => {
    const project = await generate(flags);
    const recorded = join(trees, name);
    if (recording) {
      removeSync(recorded);
      copySync(project, recorded);
    }
    expect(existsSync(recorded), "recorded; if not: npm run golden:record").toBe(true);
    expect(readTree(project)).toEqual(readTree(recorded));
  });
});

test("every recorded project still has its case", () => {
  expect(readdirSync(trees).toSorted()).toEqual(Object.keys(cases).toSorted());
});
