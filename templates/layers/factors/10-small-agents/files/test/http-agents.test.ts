import { describe, expect, it } from "vitest";

import { api, typesIn } from "./api.ts";
import { testWorld } from "./support.ts";

const nap = { intent: "nap", seconds: 60 };
const done = { intent: "done", message: "Done." };
const message = "go";

describe("a thread that waits for another agent", () => {
  const setting = { says: [{ intent: "hand_over", task: "help" }, done], helperSays: [nap, done] };

  it("names the thread of that agent, and goes on when it rests", async () => {
    const world = testWorld(setting);
    const { call, until } = await api(world);
    const { id } = (await call("POST", "/threads", { message })).body;
    await until(`${id}.2`, "sleeping");
    const { waiting } = (await call("GET", `/threads/${id}`)).body;
    expect(waiting).toEqual({ kind: "agent", thread: `${id}.2` });
    world.clock += 61_000;
    expect(typesIn(await until(id, "resting"))).toContain("agent_returned");
  });

  it("takes it along when it is cancelled", async () => {
    const { call, until } = await api(testWorld(setting));
    const { id } = (await call("POST", "/threads", { message })).body;
    await until(`${id}.2`, "sleeping");
    await call("POST", `/threads/${id}/cancel`);
    expect(typesIn(await until(`${id}.2`, "stopped")).at(-1)).toBe("cancelled");
    await until(id, "stopped");
  });

  it("goes on when only the other is cancelled", async () => {
    const { call, until } = await api(testWorld(setting));
    const { id } = (await call("POST", "/threads", { message })).body;
    await until(`${id}.2`, "sleeping");
    await call("POST", `/threads/${id}.2/cancel`);
    expect(typesIn(await until(id, "resting"))).toContain("agent_returned");
  });
});
