import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const { minutes, cores } = JSON.parse(readFileSync("docs/verify.json", "utf8"));

test.each(["README.md", "CONTRIBUTING.md"])("%s says how long a commit is proven", (page) => {
  const said = readFileSync(page, "utf8").match(/about \d+ minutes on \d+ cores/gu);
  expect(said).toEqual([`about ${minutes} minutes on ${cores} cores`]);
});
