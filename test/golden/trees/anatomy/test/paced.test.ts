import { expect, it } from "vitest";

import { paced } from "../src/model/paced.ts";
import { request } from "./request.ts";

const asked = request();

it("a model is called so many times a minute, and the next call waits for the oldest to be a minute old", async () => {
  let now = 0;
  const waits: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => waits.push(ms),
  };
  const model = paced({ reply: async () => ({ output: "yes" }) }, 2, clock);
  await model.reply(asked);
  now = 1000;
  await model.reply(asked);
  expect(waits).toEqual([]);

  expect(await Promise.all([model.reply(asked), model.reply(asked)])).toHaveLength(2);
  expect(waits).toEqual([59_000, 60_000]);

  now = 200_000;
  await model.reply(asked);
  expect(waits).toHaveLength(2);
});

it("a call that waits for its turn can be cancelled", async () => {
  const model = paced({ reply: async () => ({ output: "yes" }) }, 1);
  await model.reply(asked);
  await expect(model.reply(request({ signal: AbortSignal.timeout(5) }))).rejects.toThrow();
});
