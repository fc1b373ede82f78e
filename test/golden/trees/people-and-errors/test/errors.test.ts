import { describe, expect, it } from "vitest";

import type { Tool } from "../src/agent.ts";
import { formatError } from "../src/errors.ts";
import type { StoredStep } from "../src/thread.ts";
import {
  answer,
  eventsOf,
  lastOf,
  play,
  positionOf,
  testWorld,
  typesOf,
  wordsOf,
} from "./support.ts";

const send = { intent: "send", text: "hello" };
const look = { intent: "look", at: "the moon" };
const done = { intent: "done", message: "Done." };
const broken = { run: () => Promise.reject(new Error("missing field x")) };

const stuck = {
  type: "human_asked",
  request: { kind: "escalation", options: { urgency: "high", format: "free_text" } },
};

describe("a failure", () => {
  it("is an event that the model reads, and can do better after", async () => {
    const world = testWorld({ says: [send, look, done], tools: { send: broken } });
    const id = await play(world);
    expect(wordsOf(world.requests[1])).toContain("error running send: missing field x");
    expect((await typesOf(world, id))[3]).toBe("tool_failed");
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("of the model to choose a step is one as well", async () => {
    const world = testWorld({ says: [{ intent: "launch_rocket" }, done] });
    const id = await play(world);
    expect(wordsOf(world.requests[1])).toContain("not a valid step");
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("of a step that the judge objects to is read as well", async () => {
    const judge = ({ intent }: StoredStep) => (intent === "send" ? "nobody is up" : undefined);
    const world = testWorld({ says: [send, look, done], agent: { judge } });
    const id = await play(world);
    expect(wordsOf(world.requests[1])).toContain("send was refused: nobody is up");
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it.each([
    ["a tool", send],
    ["the model", "words"],
  ])("three times in a row is too often: %s", async (_name, said) => {
    const says = Array.from({ length: 9 }, () => said);
    const world = testWorld({ says, tools: { send: broken } });
    const id = await play(world);
    expect(world.requests).toHaveLength(3);
    expect(await lastOf(world, id)).toMatchObject(stuck);
  });

  it("counts from the last success on", async () => {
    const says = [send, send, look, send, send, send, done];
    const world = testWorld({ says, tools: { send: broken } });
    const id = await play(world);
    expect(world.requests).toHaveLength(6);
    expect(await lastOf(world, id)).toMatchObject(stuck);
  });

  it("is forgiven when a person has said how to go on", async () => {
    const says = [send, send, send, look, done];
    const world = testWorld({ says, tools: { send: broken } });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "look at the moon instead" });
    expect(wordsOf(world.requests[3])).toMatch(/I am stuck.*look at the moon instead/s);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("ends the thread when a person wants no more of it", async () => {
    const says = Array.from({ length: 9 }, () => send);
    const world = testWorld({ says, tools: { send: broken } });
    const id = await play(world);
    await answer(world, id, { type: "answer", response: "stop" });
    expect(world.requests).toHaveLength(3);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "stopped" });
  });

  it("is counted for each tool", async () => {
    const says = [send, look, send, done];
    const world = testWorld({ says, tools: { send: broken } });
    const id = await play(world);
    const { state } = await world.threads.get(id);
    expect(state.count.errors).toMatchObject({ inARow: 1, of: { send: 2, look: 0 } });
  });

  it("is stored as the model reads it: short, and with no secret in it", async () => {
    const run = () => Promise.reject(new Error(`token=${"s".repeat(40)} ${"long ".repeat(2000)}`));
    const world = testWorld({ says: [send, done], tools: { send: { run } } });
    const stored = JSON.stringify(await eventsOf(world, await play(world)));
    expect(stored).not.toContain("ssss");
    expect(stored.length).toBeLessThan(2500);
  });
});

describe("errors that were overcome", () => {
  const flaky = (failures: number): Tool => ({
    async run() {
      failures -= 1;
      if (failures >= 0) throw new Error(`wrong number ${failures}`);
      return "sent";
    },
  });

  it("leave the context window when they are too many, and stay in the thread", async () => {
    const says = [send, send, send, { intent: "launch_rocket" }, send, look, done];
    const tools = { send: flaky(2), look: flaky(0) };
    const world = testWorld({ says, tools });
    const id = await play(world);
    const last = wordsOf(world.requests.at(-1));
    const stored = JSON.stringify(await eventsOf(world, id));
    expect(await typesOf(world, id)).toContain("compacted");
    for (const words of ["wrong number 1", "wrong number 0", "not a valid step"]) {
      expect(last).not.toContain(words);
      expect(stored).toContain(words);
    }
  });

  it("are read while they are few, and while nothing has overcome them", async () => {
    const world = testWorld({ says: [send, send, look, done], tools: { send: flaky(1) } });
    const id = await play(world);
    expect(await typesOf(world, id)).not.toContain("compacted");
    expect(wordsOf(world.requests.at(-1))).toContain("wrong number 0");
  });
});

describe("formatError", () => {
  it("says what failed and why, and not where", () => {
    const error = new Error(
      "no such tag\n    at deploy (/srv/app/tools.ts:12:3)\n    at run (x.ts:1)",
    );
    expect(formatError("deploy", error)).toBe("error running deploy: no such tag");
  });

  it.each([
    [new TypeError("x is not a function"), "x is not a function"],
    ["just words", "just words"],
    [undefined, "undefined"],
    [{ code: 42 }, "{ code: 42 }"],
    [new Error(""), "Error"],
  ])("takes whatever was thrown: %s", (thrown, shown) => {
    expect(formatError("x", thrown)).toBe(`error running x: ${shown}`);
  });

  it("is cut at 500 characters, never in the middle of one", () => {
    for (const start of ["", "a"]) {
      const text = formatError("x", new Error(start + "🚀".repeat(1000)));
      expect(text.length).toBeLessThanOrEqual(500);
      expect(text.endsWith("🚀…")).toBe(true);
    }
  });

  it.each([
    "sk-proj-abcdefghijklmnop",
    "sk-1234567890",
    "ghp_abcdefghijklmnopqrst",
    "xoxb-1234567890-abcdef",
    "AKIAIOSFODNN7EXAMPLE",
    "Authorization: Bearer eyJhbGciOi.eyJzdWI.abc",
    "postgres://app:hunter22@db/prod",
    "password=hunter22",
    'api_key: "hunter2222"',
  ])("hides what looks like a secret: %s", (secret) => {
    const text = formatError("x", new Error(`refused: ${secret} (403)`));
    expect(text).toContain("[redacted]");
    expect(text).not.toMatch(/hunter2|1234567890|abcdefgh|EXAMPLE|eyJ/);
    expect(text).toMatch(/^error running x: refused: /);
  });

  it.each([
    "skip-verification-step failed",
    "the tokens: none left",
    "pkg-config-utilities is missing",
  ])("leaves other words alone: %s", (words) => {
    expect(formatError("x", new Error(words))).toBe(`error running x: ${words}`);
  });
});
