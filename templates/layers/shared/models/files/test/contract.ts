import { describe, expect, it } from "vitest";
import { z } from "zod";

import { readStep } from "../src/determine-next-step.ts";
import type { Model, ModelError, Reason } from "../src/model/model.ts";
import { request } from "./request.ts";
import { nowhere, serve, type Answer } from "./wire.ts";

/** One provider as its server sounds: what it answers when, byte for byte. */
export interface Wire {
  open(env: NodeJS.ProcessEnv): Model;
  /** The variable of the key, of the address, of the model; and settings besides these. */
  key?: string;
  address: string;
  model: string;
  settings?: NodeJS.ProcessEnv;
  /** What goes before the path of every request, such as `/v1`. */
  base?: string;
  /** A whole reply that came in these pieces: 11 tokens in, 7 out. */
  says(pieces: string[]): Answer;
  /** Replies that are no use. A provider that cannot say one leaves it out. */
  useless: Partial<Record<"refused" | "cut_off" | "empty" | "filtered" | "too_long", Answer>>;
  /** An error with this status. */
  fails(status: number, message: string): Answer;
}

const secret = "sk-a-key-of-the-tests";

const steps = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("order"),
    items: z.array(z.strictObject({ name: z.string().min(1), count: z.int().positive() })),
    size: z.enum(["small", "large"]),
    to: z.discriminatedUnion("by", [
      z.strictObject({ by: z.literal("mail"), address: z.email() }),
      z.strictObject({ by: z.literal("post"), street: z.string() }),
    ]),
    note: z.string().optional(),
  }),
  z.strictObject({ intent: z.literal("done"), message: z.string() }),
]);

const step = {
  intent: "order",
  items: [{ name: "Tea \u2615", count: 2 }],
  size: "small",
  to: { by: "post", street: "Main Street" },
};
/** Strict modes write what was left out as null. */
const written = JSON.stringify({ step: { ...step, note: null } });

/** What every provider has to do, whatever its server sounds like. */
export function contract(title: string, wire: Wire): void {
  const settings = (url: string): NodeJS.ProcessEnv => ({
    ...wire.settings,
    ...(wire.key && { [wire.key]: secret }),
    [wire.address]: `${url}${wire.base ?? ""}`,
    [wire.model]: "a-model",
  });

  function ask(url: string, signal = new AbortController().signal) {
    const heard: (string | null)[] = [];
    const asked = request({
      user: ["Here it is:", "One.", "What now?"],
      stable: 2,
      steps,
      hear: (text) => heard.push(text),
      signal,
    });
    const reply = wire.open(settings(url)).reply(asked);
    return { heard, reply };
  }

  async function failureOf(answer: Answer): Promise<ModelError> {
    const { url } = await serve(answer);
    return ask(url).reply.then(
      () => expect.fail("there was a reply"),
      (error: ModelError) => error,
    );
  }

  describe(title, () => {
    it("is asked with every word of the prompt, and says a step piece by piece", async () => {
      const middle = Math.floor(written.length / 2);
      const pieces = [written.slice(0, middle), written.slice(middle)];
      const { url, asked } = await serve(wire.says(pieces));
      const { heard, reply } = ask(url);
      expect(await reply).toMatchObject({ output: step, usage: { input: 11, output: 7 } });
      expect(heard).toEqual(pieces);
      const [request] = asked;
      for (const words of ["You are a test.", "Here it is:", "One.", "What now?"])
        expect(request?.body).toContain(words);
      expect(`${request?.path} ${request?.body}`).toContain("a-model");
      expect(request?.body).not.toContain(secret);
    });

    it.each([written.replace("order", "launch"), "no JSON at all"])(
      "hands on what is no step of the list, and that is found out: %s",
      async (text) => {
        const { url } = await serve(wire.says([text]));
        const { output } = await ask(url).reply;
        expect(readStep({ steps }, output)).toMatchObject({ ok: false });
      },
    );

    it.each(Object.entries(wire.useless) as [Reason, Answer][])(
      "tells a reply that is %s",
      async (reason, answer) => {
        expect(await failureOf(answer)).toMatchObject({ name: "ModelError", reason });
      },
    );

    it.each([429, 500, 503])("may be asked again after %d, when it says so", async (status) => {
      const answer = wire.fails(status, "later");
      const headers = { ...answer.headers, "retry-after": "2" };
      const failure = await failureOf({ ...answer, headers });
      expect(failure).toMatchObject({ reason: "unavailable", retryAfter: 2000 });
    });

    it("does not go on to where another server is", async () => {
      const other = await serve(wire.says([written]));
      const moved = await serve({ status: 307, headers: { location: other.url }, body: "" });
      await expect(ask(moved.url).reply).rejects.toMatchObject({ name: "ModelError" });
      expect(other.asked).toEqual([]);
    });

    it("may be asked again when nobody listens, or the answer breaks off", async () => {
      const refused = ask(await nowhere()).reply;
      await expect(refused).rejects.toMatchObject({ reason: "unavailable" });
      const whole = wire.says([written]);
      const half = Math.floor((whole.body?.length ?? 0) / 2);
      const broken = await failureOf({ ...whole, breaksAt: half });
      expect(broken).toMatchObject({ reason: "unavailable" });
    });

    it("is not waited for after the signal", async () => {
      const { url, asked } = await serve({});
      const stop = new AbortController();
      const { reply } = ask(url, stop.signal);
      const failed = expect(reply).rejects.toThrow();
      await expect.poll(() => asked.length).toBe(1);
      stop.abort();
      await failed;
    });

    it("names the setting that is wrong, and keeps the key to itself", async () => {
      if (wire.key) {
        const denied = await failureOf(wire.fails(401, `no such key: ${secret}`));
        expect(denied).toMatchObject({ reason: "setting" });
        expect(denied.message).toContain(wire.key);
        expect(denied.message).not.toContain(secret);
      }
      const unknown = await failureOf(wire.fails(404, "no such model"));
      expect(unknown).toMatchObject({ reason: "setting" });
      expect(unknown.message).toMatch(new RegExp(`a-model.*${wire.model}`));
    });

    it.each([400, 500])("is quoted without the key, and not at length: %d", async (status) => {
      const { message } = await failureOf(wire.fails(status, `${secret} ${"x".repeat(10_000)}`));
      expect(message).not.toContain(secret);
      expect(message.length).toBeLessThan(1000);
    });

    it("is not asked with settings that cannot work", () => {
      const good = settings("http://127.0.0.1:1");
      const bad: NodeJS.ProcessEnv[] = ["localhost:1234/v1", "http://me:secret@there/v1"].map(
        (address) => ({ ...good, [wire.address]: address }),
      );
      if (wire.key) {
        for (const key of ["", " ", "sk-\nsecret", "\u201csk-secret\u201d"])
          bad.push({ ...good, [wire.key]: key });
      }
      bad.push({ ...good, [wire.model]: "../other?key=secret" });
      for (const env of bad) expect(() => wire.open(env)).toThrow(/^[A-Z_]+ (?!.*secret)[^\n]*$/);
    });
  });
}
