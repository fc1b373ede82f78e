import { describe, expect, it } from "vitest";

import { api, silent } from "./api.ts";
import { testWorld, wordsOf } from "./support.ts";

const pay = { intent: "pay", to: "Ada", amount: 3 };
const done = { intent: "done", message: "Done." };
const message = "go";

describe("a person's answer", () => {
  async function asked(says: unknown[] = [pay, done]) {
    const world = testWorld({ says });
    const { call, until } = await api(world);
    const { id } = (await call("POST", "/threads", { message })).body;
    const { waiting } = await until(id, "waiting");
    const request = waiting?.request ?? "";
    const respond = async (body: object) =>
      (await call("POST", `/threads/${id}/responses`, { request, ...body })).status;
    return { world, call, until, id, waiting, respond };
  }

  it("is asked for with everything that it is about", async () => {
    const { waiting, call } = await asked();
    expect(waiting).toMatchObject({ kind: "approval", step: pay, options: { format: "yes_no" } });
    expect((await call("GET", "/threads?status=waiting")).body.threads).toMatchObject([
      { waiting },
    ]);
  });

  it("runs the tool once; a second answer comes too late", async () => {
    const { world, respond, until, id } = await asked();
    expect(await respond({ type: "approval", approved: true, user: "ada" })).toBe(202);
    expect(await respond({ type: "approval", approved: false })).toBe(409);
    const { events } = await until(id, "resting");
    expect(world.ran.map(({ step }) => step)).toEqual([pay]);
    expect(events.find(({ type }) => type === "human_answered")).toMatchObject({ user: "ada" });
  });

  it("is taken at once, however long the model then thinks", async () => {
    const { world, call, id, respond } = await asked();
    world.model = silent;
    expect(await respond({ type: "approval", approved: true })).toBe(202);
    expect((await call("GET", `/threads/${id}`)).body).toMatchObject({ status: "running" });
  });

  it("wins alone when two come at once", async () => {
    const { world, respond, until, id } = await asked();
    const answers = [true, true, true].map((approved) => respond({ type: "approval", approved }));
    expect((await Promise.all(answers)).toSorted()).toEqual([202, 409, 409]);
    await until(id, "resting");
    expect(world.ran).toHaveLength(1);
  });

  it("that says no reaches the model with its comment, and the tool does not run", async () => {
    const { world, respond, until, id } = await asked();
    await respond({ type: "approval", approved: false, comment: "pay Bob first" });
    await until(id, "resting");
    expect(world.ran).toEqual([]);
    expect(wordsOf(world.requests[1])).toContain("pay Bob first");
  });

  it.each([
    [{ request: "r", type: "answer", response: "x" }, 404],
    [{ request: "r", type: "nod" }, 400],
    [{ type: "approval", approved: true }, 400],
  ])("is refused with the reason where it answers nothing: %j", async (body, status) => {
    const { call } = await api(testWorld());
    const answer = await call("POST", "/threads/none/responses", body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });

  it("has to fit the question", async () => {
    const options = { urgency: "low", format: "multiple_choice", choices: ["a", "b"] };
    const { respond, until, id } = await asked([
      { intent: "ask", question: "Which?", options },
      done,
    ]);
    expect(await respond({ type: "approval", approved: true })).toBe(400);
    expect(await respond({ type: "answer", response: "c" })).toBe(400);
    expect(await respond({ type: "answer", response: "a", by: "me" })).toBe(400);
    expect(await respond({ request: "request-1", type: "answer", response: "a" })).toBe(409);
    expect(await respond({ type: "answer", response: "b" })).toBe(202);
    await until(id, "resting");
  });
});
