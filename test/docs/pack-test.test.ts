import { expect, test } from "vitest";
import { cli, newUser } from "../support/cli.ts";
import { writeTree } from "../support/folders.ts";
import { npmCache } from "../support/project.ts";

// That `pack test` finds nothing in a pack that is right takes minutes, and is for the night. This one
// applies to a few projects only, so what is wrong with it is found soon.

const acme = {
  "pack.json": '{"name":"acme","title":"Acme","version":"1.0.0"}',
  "layers/one/layer.json": '{"when":{"all":[{"blueprint":"blank"},{"not":{"factors":{"has":6}}}]}}',
  "layers/one/files/src/stock.ts": 'export const stock: number = "none";\n',
  "layers/one/files/test/stock.test.ts": `import { expect, it } from "vitest";

import { stock } from "../src/stock.ts";

it("is a number", () => {
  expect(stock).toBe(0);
});
`,
};

test("pack test compiles the projects that a pack changes, and runs the scripts of some", async () => {
  const user = newUser();
  const env = { npm_config_cache: await npmCache() };
  writeTree(`${user.cwd}/acme`, acme);
  const { code, stdout, stderr } = await cli(user, ["pack", "test", "acme", "--json"], {
    env,
    limit: 600_000,
  });
  expect(code, stderr).toBe(2);
  expect(JSON.parse(stdout).error.faults).toEqual([
    expect.stringMatching(
      /^src\/stock\.ts\(1,14\): error TS2322: .*\n.* of the projects, as with /u,
    ),
    expect.stringMatching(/^npm run check fails with --factors .*\n.*src\/stock\.ts/u),
    expect.stringMatching(/^npm run test fails with --factors [^]*❯ test\/stock\.test\.ts:6/u),
  ]);
});
