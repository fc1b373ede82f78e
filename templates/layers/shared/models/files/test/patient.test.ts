import { describe, expect, it } from "vitest";

import { ModelError, type Model } from "../src/model/model.ts";
import { patient } from "../src/model/patient.ts";
import { request } from "./request.ts";

const busy = (retryAfter?: number) => new ModelError("unavailable", "busy", { retryAfter });

/** A model that goes through these, and how long was waited between them. */
function asking(outcomes: (Error | string)[], stop = new AbortController()) {
  const waits: number[] = [];
  const heard: (string | null)[] = [];
  const model: Model = {
    async reply({ hear }) {
      hear("so far");
      const outcome = outcomes.shift();
      if (typeof outcome === "string") return { output: outcome };
      throw outcome;
    },
  };
  const asked = request({ hear: (text) => heard.push(text), signal: stop.signal });
  const patiently = patient(model, {
    limit: () => new AbortController().signal,
    sleep: async (ms) => waits.push(ms),
    now: () => 0,
    random: () => 0.5,
  });
  const reply = patiently.reply(asked);
  return { reply, waits, heard, again: () => patiently.reply(asked) };
}

describe("a provider that is unavailable", () => {
  it("is asked again, each time after a longer while, and begins anew", async () => {
    const { reply, waits, heard } = asking([busy(), busy(), "here"]);
    expect(await reply).toEqual({ output: "here" });
    expect(waits).toEqual([750, 1500]);
    expect(heard).toEqual(["so far", null, "so far", null, "so far"]);
  });

  it("is asked again when it wants to be", async () => {
    const { reply, waits } = asking([busy(2000), "here"]);
    expect(await reply).toEqual({ output: "here" });
    expect(waits).toEqual([2750]);
  });

  it("is given up after three more times, or when it wants more than a minute", async () => {
    const often = asking([busy(), busy(), busy(), busy(), "too late"]);
    await expect(often.reply).rejects.toThrow("busy");
    expect(often.waits).toHaveLength(3);
    const long = asking([busy(61_000), "too late"]);
    await expect(long.reply).rejects.toThrow("busy");
    expect(long.waits).toEqual([]);
    await expect(long.again()).rejects.toThrow("busy"); // and is not asked before that time
  });

  it("is not asked again once nobody waits for it", async () => {
    const stop = new AbortController();
    stop.abort();
    const { reply, waits } = asking([busy(), "too late"], stop);
    await expect(reply).rejects.toThrow("busy");
    expect(waits).toEqual([]);
  });
});

it("a reply that is of no use is not asked for again", async () => {
  const refused = new ModelError("refused", "no");
  const { reply, waits } = asking([refused, "too late"]);
  await expect(reply).rejects.toMatchObject({ reason: "refused", message: "no" });
  expect(waits).toEqual([]);
});

it("a model that says nothing for too long is unavailable", async () => {
  const silent: Model = {
    reply: ({ signal }) =>
      new Promise((_, reject) => {
        if (signal.aborted) reject(signal.reason as Error);
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
  };
  const reply = patient(silent, {
    limit: () => AbortSignal.timeout(1),
    sleep: async () => {},
    now: () => 0,
    random: () => 0,
  }).reply(request());
  await expect(reply).rejects.toMatchObject({ reason: "unavailable" });
});

it("figures that a server makes up are none", async () => {
  const odd = { model: {}, input: "1200", output: Number.NaN, cached: -1, ms: null };
  const model: Model = {
    reply: async () => ({ output: "here", usage: odd as never }),
  };
  const { usage } = await patient(model).reply(request());
  expect(usage).toEqual({ model: "unknown", input: 1200, output: 0, cached: 0, ms: 0 });
});
