import { describe, expect, it } from "vitest";

import { hash, needsApproval, requestOf, type HumanRequest } from "../src/humans.ts";
import type { NewEvent, StoredStep } from "../src/thread.ts";
import {
  answer,
  eventsOf,
  launched,
  plant,
  play,
  positionOf,
  route,
  temporaryFolder,
  testWorld,
  typesOf,
  wordsOf,
  type Step,
} from "./support.ts";

const pay = { intent: "pay", to: "Terri", amount: 750 };
const less = { intent: "pay", to: "Terri", amount: 75 };
const done = { intent: "done", message: "Paid." };
const yes = { type: "approval", approved: true } as const;
const no = { type: "approval", approved: false, comment: "too much" } as const;

function shown(step: StoredStep): HumanRequest {
  const command = needsApproval({ do: "run_tool", step });
  if (command.do !== "contact_human") throw new Error("nobody is asked");
  return requestOf(command.question, 2);
}

describe("a step that needs an approval", () => {
  it("waits between being chosen and being run", async () => {
    const world = testWorld({ says: [pay, done] });
    const id = await play(world);
    expect(await typesOf(world, id)).toEqual(["launched", "step_chosen", "human_asked"]);
    expect(await positionOf(world, id)).toMatchObject({
      at: "waiting",
      request: { id: "request-2", kind: "approval", step: pay, hash: hash(pay) },
    });
    await world.threads.go(id);
    expect(await typesOf(world, id)).toHaveLength(3);
    expect(world.ran).toEqual([]);
  });

  it("runs once it is approved, without the model being asked again", async () => {
    const world = testWorld({ says: [pay, done] });
    const id = await play(world);
    await answer(world, id, yes);
    expect((await typesOf(world, id)).slice(2)).toEqual([
      "human_asked",
      "human_answered",
      "tool_started",
      "tool_succeeded",
      "step_chosen",
      "stopped",
    ]);
    expect(world.ran.map(({ step }) => step)).toEqual([pay]);
    expect(world.requests).toHaveLength(2);
  });

  it("does not run when it is rejected: the model reads why, and may propose another", async () => {
    const world = testWorld({ says: [pay, less, done] });
    const id = await play(world);
    await answer(world, id, no);
    expect(wordsOf(world.requests.at(-1))).toContain("too much");
    expect(await positionOf(world, id)).toMatchObject({ at: "waiting", request: { step: less } });
    await answer(world, id, yes);
    expect(world.ran.map(({ step }) => step)).toEqual([less]);
  });

  it("is asked for again when it comes again", async () => {
    const world = testWorld({ says: [pay, pay, done] });
    const id = await play(world);
    await answer(world, id, yes);
    expect(await positionOf(world, id)).toMatchObject({ at: "waiting" });
    expect(world.ran).toHaveLength(1);
  });

  it("is asked for again when what is stored is not what was shown", async () => {
    const world = testWorld({ says: [pay, done] });
    const events: NewEvent[] = [
      launched,
      { type: "step_chosen", step: pay }, // tampered with: 75 was shown
      { type: "human_asked", request: shown(less) },
      { type: "human_answered", request: "request-2", kind: "approval", answer: yes },
    ];
    const id = await plant(world, events);
    await world.threads.go(id);
    expect(world.ran).toEqual([]);
    expect(await positionOf(world, id)).toMatchObject({ at: "waiting", request: { step: pay } });
  });

  it("runs as it was shown, where the policy changed its arguments", async () => {
    const world = testWorld({ says: [pay, done] });
    const capped = (step: Step) =>
      step.intent === "pay" ? needsApproval({ do: "run_tool", step: less }) : route(step);
    Object.assign(world.agents.main ?? {}, { route: capped });
    const id = await play(world);
    await answer(world, id, yes);
    expect(world.ran.map(({ step }) => step)).toEqual([less]);
  });

  it("goes back to the model when it was approved, and no longer fits the schema", async () => {
    const world = testWorld({ says: [done, done, done] });
    const old = { intent: "pay", to: "Terri", sum: 750 };
    const id = await plant(world, [
      launched,
      { type: "step_chosen", step: old },
      { type: "human_asked", request: shown(old) },
      { type: "human_answered", request: "request-2", kind: "approval", answer: yes },
    ]);
    await world.threads.go(id);
    expect(world.ran).toEqual([]);
    expect((await eventsOf(world, id))[4]).toMatchObject({ type: "step_refused" });
  });

  it("loses its approval in a fork", async () => {
    const world = testWorld({ says: [pay, pay, done] });
    const id = await play(world);
    const { request } = await world.threads
      .get(id)
      .then(({ state }) => (state.at === "waiting" ? state : { request: { id: "" } }));
    await world.threads.respond(id, request.id, yes);
    const fork = await world.threads.fork(id, 3);
    await world.threads.go(fork);
    expect(world.ran).toEqual([]);
    expect(await positionOf(world, fork)).toMatchObject({ at: "waiting" });
  });
});

describe("an approval that only some may give", () => {
  const only = (step: Step) =>
    step.intent === "pay"
      ? needsApproval({ do: "run_tool", step }, { from: ["dana", "lee"] })
      : route(step);

  it.each(["sam", undefined])("is not given by %s, and goes on waiting", async (user) => {
    const world = testWorld({ says: [pay, done] });
    Object.assign(world.agents.main ?? {}, { route: only });
    const id = await play(world);
    await expect(answer(world, id, yes, user)).rejects.toThrow("it takes dana or lee");
    expect(await positionOf(world, id)).toMatchObject({ at: "waiting" });
    expect(world.ran).toEqual([]);
  });

  it("is recorded with whoever gave it", async () => {
    const world = testWorld({ says: [pay, done] });
    Object.assign(world.agents.main ?? {}, { route: only });
    const id = await play(world);
    await answer(world, id, yes, "lee");
    expect(world.ran).toHaveLength(1);
    expect((await eventsOf(world, id))[3]).toMatchObject({ type: "human_answered", user: "lee" });
  });
});

describe("a question of the model", () => {
  const options = { urgency: "low", format: "multiple_choice", choices: ["red", "blue"] };
  const ask = { intent: "ask", question: "Which one?", options };

  it("waits for an answer that fits, and goes on with it", async () => {
    const world = testWorld({ says: [ask, done] });
    const id = await play(world);
    await expect(answer(world, id, { type: "answer", response: "green" })).rejects.toThrow(
      "choose one of: red, blue",
    );
    expect(await typesOf(world, id)).toHaveLength(3);
    await answer(world, id, { type: "answer", response: "blue" });
    expect(wordsOf(world.requests.at(-1))).toMatch(/blue.*blue/s);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });
});

describe("of several answers", () => {
  it("the first one wins, and a late one is told so", async () => {
    const world = testWorld({ says: [pay, done] });
    const id = await play(world);
    await world.threads.respond(id, "request-2", no);
    await expect(world.threads.respond(id, "request-2", yes)).rejects.toThrow("request-2");
    await expect(world.threads.respond(id, "request-9", yes)).rejects.toThrow("request-9");
    await world.threads.go(id);
    expect(world.ran).toEqual([]);
  });

  it("exactly one wins when two processes get one at the same time", async () => {
    const folder = temporaryFolder();
    const one = testWorld({ folder, says: [pay, done] });
    const two = testWorld({ folder, says: [pay, done] });
    const id = await play(one);
    const both = await Promise.allSettled(
      [one, two].map(async ({ threads }) => {
        await threads.respond(id, "request-2", yes);
        await threads.go(id);
      }),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect([...one.ran, ...two.ran]).toHaveLength(1);
  });
});
