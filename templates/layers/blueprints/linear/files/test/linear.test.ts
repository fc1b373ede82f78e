import { describe, expect, it } from "vitest";

import { simulated } from "../src/linear.ts";

const { signal } = new AbortController();
const call = (key: string) => ({ key, signal });

describe("the simulated Linear", () => {
  it("finds issues by any of the words", async () => {
    const { issues } = await simulated().searchIssues("slow Backup", signal);
    expect(issues.map(({ id }) => id)).toEqual(["OPS-1"]);
  });

  it("takes comments on issues that exist", async () => {
    const linear = simulated();
    await expect(linear.addComment("OPS-9", "Hm.", call("a:1"))).rejects.toThrow("no issue OPS-9");
    const comment = await linear.addComment("OPS-1", "Hm.", call("a:2"));
    expect(await linear.addComment("OPS-1", "Hm.", call("a:2"))).toEqual(comment);
  });
});
