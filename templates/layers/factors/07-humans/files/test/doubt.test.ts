import { describe, expect, it } from "vitest";

import type { Tool } from "../src/agent.ts";
import { needsApproval } from "../src/humans.ts";
import { dead } from "./dead.ts";
import { answer, lastOf, play, positionOf, route, testWorld, type Step } from "./support.ts";

const pay = { intent: "pay", to: "Terri", amount: 750 };
const send = { intent: "send", text: "hello" };
const done = { intent: "done", message: "Done." };

describe("a process that died while a tool ran", () => {
  it("leaves a doubt when it may not run again, and a person is asked", async () => {
    const world = await dead(send);
    world.isDead = () => true;
    await world.threads.go("planted");
    expect(world.ran).toEqual([]);
    expect(await lastOf(world, "planted")).toMatchObject({
      type: "human_asked",
      request: { kind: "recovery", step: send, options: { choices: ["retry", "skip", "stop"] } },
    });
  });

  it.each([
    ["retry", [{ step: send, key: "planted:2" }], "done"],
    ["skip", [], "done"],
    ["stop", [], "stopped"],
  ])("does what a person says of the doubt: %s", async (response, ran, outcome) => {
    const world = await dead(send);
    world.isDead = () => true;
    await world.threads.go("planted");
    await answer(world, "planted", { type: "answer", response });
    expect(world.ran).toEqual(ran);
    expect(await positionOf(world, "planted")).toMatchObject({ at: "resting", outcome });
  });

  it("is asked about only of those who may approve the step, and retried as they approved it", async () => {
    const only = (step: Step) =>
      step.intent === "pay"
        ? needsApproval({ do: "run_tool", step }, { from: ["dana"] })
        : route(step);
    let deaths = 1;
    const pays: Tool = {
      timeout: 40,
      run: async () => (deaths-- > 0 ? new Promise(() => {}) : "paid"),
    };
    const world = testWorld({ says: [pay, done], tools: { pay: pays }, agent: { route: only } });
    const id = await play(world);
    await answer(world, id, { type: "approval", approved: true }, "dana");
    expect(await lastOf(world, id)).toMatchObject({
      type: "human_asked",
      request: { kind: "recovery", step: pay, from: ["dana"] },
    });
    const retry = { type: "answer", response: "retry" } as const;
    await expect(answer(world, id, retry, "sam")).rejects.toThrow("it takes dana");
    expect(world.ran).toHaveLength(1);
    await answer(world, id, retry, "dana");
    expect(world.ran.map(({ key }) => key)).toEqual([`${id}:4`, `${id}:4`]);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
  });

  it("is not retried without an approval that today's policy wants and nobody has given", async () => {
    const world = await dead(send);
    world.isDead = () => true;
    await world.threads.go("planted");
    const strict = (step: Step) => {
      const command = route(step);
      return command.do === "run_tool" ? needsApproval(command) : command;
    };
    Object.assign(world.agents.main ?? {}, { route: strict });
    await answer(world, "planted", { type: "answer", response: "retry" });
    expect(world.ran).toEqual([]);
    expect(await positionOf(world, "planted")).toMatchObject({
      at: "waiting",
      request: { kind: "approval", step: send },
    });
    await answer(world, "planted", { type: "approval", approved: true });
    expect(world.ran).toEqual([{ step: send, key: "planted:2" }]);
  });

  it("may turn out to live: its outcome counts, and the tool does not run again", async () => {
    const { world, id, finish } = await asked();
    finish("sent");
    await expect.poll(async () => (await lastOf(world, id))?.type).toBe("tool_succeeded");
    await world.threads.go(id);
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "done" });
    expect(world.ran).toHaveLength(1);
  });

  it("may turn out to live after a person has said stop: its outcome is saved", async () => {
    const { world, id, finish } = await asked();
    await answer(world, id, { type: "answer", response: "stop" });
    finish("sent");
    await expect.poll(async () => (await lastOf(world, id))?.type).toBe("tool_succeeded");
    expect(await positionOf(world, id)).toMatchObject({ at: "resting", outcome: "stopped" });
  });
});

/** A person is asked about a tool that is late, and comes to its end when it is told to. */
async function asked() {
  let finish: (said: string) => void = () => {};
  const slow = { timeout: 40, run: () => new Promise<string>((resolve) => (finish = resolve)) };
  const world = testWorld({ says: [send, done], tools: { send: slow } });
  const id = await play(world);
  expect(await lastOf(world, id)).toMatchObject({ type: "human_asked" });
  return { world, id, finish: (said: string) => finish(said) };
}
