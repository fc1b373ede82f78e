import { expect, it } from "vitest";

import { cached, shorten, summaryOf } from "../src/summarise.ts";

it("a short result is read as it is", async () => {
  expect(await summaryOf({ tags: ["v1"] }, async () => "shorter")).toBeUndefined();
});

it("a long one keeps its beginning and its end", async () => {
  const text = `first${"x".repeat(50_000)}last`;
  const summary = await summaryOf(text, shorten);
  expect(summary).toMatch(/^firstx+\n\[30009 characters left out\]\nx+last$/);
});

it("the same text is summarised once, and again after a failure", async () => {
  const texts: string[] = [];
  const summarise = cached(async (text) => {
    texts.push(text);
    if (texts.length === 1) throw new Error("no model");
    return text.slice(0, 3);
  });
  await expect(summarise("long")).rejects.toThrow("no model");
  expect(await Promise.all([summarise("long"), summarise("long"), summarise("else")])).toEqual([
    "lon",
    "lon",
    "els",
  ]);
  expect(texts).toEqual(["long", "long", "else"]);
});
