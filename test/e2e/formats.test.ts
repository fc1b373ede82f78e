import { expect, test } from "vitest";
import { measureFormats } from "../../bench/formats.mjs";
import { bin, cli, newUser } from "../support/cli.ts";

// Counts of tokens, not of time: the same on every machine.

test("what a context format costs is within its limits, and what its hint says", async () => {
  const ratios = await measureFormats(bin());
  const { "50 tool calls": fifty, "200 tool calls": many } = ratios;
  expect(many?.xml).toBeLessThanOrEqual(1.2);
  expect(fifty?.compact).toBeLessThanOrEqual(0.72);
  expect(many?.compact).toBeLessThanOrEqual(0.68);

  const { stdout } = await cli(newUser(), ["list", "context-formats", "--json"]);
  const offers = JSON.parse(stdout) as { id: string; hint: string }[];
  expect(offers.map(({ id }) => id)).toEqual(["xml", "compact", "json", "messages"]);
  for (const { id, hint } of offers.filter((offer) => offer.id !== "messages")) {
    expect(hint).toContain(`${many?.[id]?.toFixed(2)} x the tokens`);
  }
});
