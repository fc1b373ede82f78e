import { expect, it } from "vitest";

import { simulated } from "../src/linear.ts";

const { signal } = new AbortController();

it("the simulated Linear knows what was written in a thread, and in no other", async () => {
  const linear = simulated();
  await linear.addComment("OPS-1", "Hm.", { key: "a.2:5", signal });
  await linear.addComment("OPS-1", "Oh.", { key: "a.20:5", signal });
  const { done } = await linear.writtenIn("a.2", signal);
  expect(done).toMatchObject([{ issue: { id: "OPS-1" }, comment: "Hm." }]);
});
