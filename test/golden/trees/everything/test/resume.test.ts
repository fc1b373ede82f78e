import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";

import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";

import { scripted } from "../src/model/scripted.ts";
import { openThreads } from "../src/threads.ts";
import { openWorld } from "../src/world.ts";
import { caller, typesIn } from "./api.ts";
import { temporaryFolder } from "./support.ts";

// Real processes over one store: what counts is what the tools have done in the end.
const look = { intent: "look", at: "the moon" };
const send = { intent: "send", text: "hello" };
const nap = { intent: "nap", seconds: 2 };
const done = { intent: "done", message: "Done." };

vi.setConfig({ testTimeout: 30_000 }); // starting a process takes its time on a busy machine
const eventually = (so: () => boolean) => expect.poll(so, { timeout: 20_000 }).toBe(true);

const tsc = "node_modules/typescript/bin/tsc";
const built = "dist/test";
beforeAll(() => {
  execFileSync(process.execPath, [tsc, "--noCheck", "--noEmit", "false", "--outDir", built], {
    stdio: "inherit",
  });
}, 60_000);

describe("a server that is killed", () => {
  it("while a tool runs that may be repeated: the next one runs it again, with the same key", async () => {
    const folder = temporaryFolder();
    const first = await start(folder, [look, done], { ms: 60_000 });
    const id = await first.launch();
    await eventually(() => effects(folder).length === 1);
    await first.kill();

    const second = await start(folder, [look, done]);
    await second.until(id, "resting");
    expect(effects(folder)).toEqual([`look ${id}:2`, `look ${id}:2`]);
  });

  it("while a tool runs that may not: the next one does not run it, and says so", async () => {
    const folder = temporaryFolder();
    const first = await start(folder, [send, done], { ms: 60_000 });
    const id = await first.launch();
    await eventually(() => effects(folder).length === 1);
    await first.kill();

    const second = await start(folder, [send, done]);
    expect((await second.until(id, "waiting")).waiting).toMatchObject({
      kind: "recovery",
      step: send,
    });
    expect(effects(folder)).toEqual([`send ${id}:2`]);
  });

  it("while a thread sleeps: the next one wakes it", async () => {
    const folder = temporaryFolder();
    const first = await start(folder, [nap, send, done]);
    const id = await first.launch();
    await first.until(id, "sleeping");
    await first.kill();

    const second = await start(folder, [nap, send, done]);
    await second.until(id, "resting");
    expect(effects(folder)).toHaveLength(1);
  });
});

describe("a server that is told to stop", () => {
  it("lets the tool come to its end, and leaves the rest to the next one", async () => {
    const folder = temporaryFolder();
    const first = await start(folder, [send, done], { ms: 500 });
    const id = await first.launch();
    await eventually(() => effects(folder).length === 1);
    expect(await first.kill("SIGTERM")).toBe(0);

    const second = await start(folder, [send, done]);
    const types = typesIn(await second.until(id, "resting"));
    expect(types.filter((type) => type.startsWith("tool_"))).toEqual([
      "tool_started",
      "tool_succeeded",
    ]);
    expect(effects(folder)).toHaveLength(1);
  });
});

describe("two servers over one store", () => {
  it("start one thread for one Idempotency-Key", async () => {
    const folder = temporaryFolder();
    const servers = [await start(folder, [send, done]), await start(folder, [send, done])] as const;
    const key = { "idempotency-key": "the same" };
    const sent = servers.map(({ call }) => call("POST", "/threads", { message: "go" }, key));
    const ids = new Set((await Promise.all(sent)).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    await servers[0].until([...ids].join(), "resting");
    expect(effects(folder)).toHaveLength(1);
  });
});

describe("a person who is asked", () => {
  const pay = { intent: "pay", to: "Ada", amount: 3 };

  it("is asked the same after a server was killed, and the next one takes the answer", async () => {
    const folder = temporaryFolder();
    const first = await start(folder, [pay, done]);
    const id = await first.launch();
    const { waiting } = await first.until(id, "waiting");
    await first.kill();

    const second = await start(folder, [pay, done]);
    expect((await second.until(id, "waiting")).waiting).toEqual(waiting);
    const approval = { request: waiting?.request, type: "approval", approved: true };
    expect((await second.call("POST", `/threads/${id}/responses`, approval)).status).toBe(202);
    await second.until(id, "resting");
    expect(effects(folder)).toHaveLength(1);
  });

  it("has an approved tool run once, however often the approval is delivered to two servers", async () => {
    const folder = temporaryFolder();
    const servers = [await start(folder, [pay, done]), await start(folder, [pay, done])] as const;
    for (let round = 1; round <= 8; round += 1) {
      const id = await servers[0].launch();
      const { waiting } = await servers[1].until(id, "waiting");
      const approval = { request: waiting?.request, type: "approval", approved: true };
      const answers = servers.map(({ call }) => call("POST", `/threads/${id}/responses`, approval));
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      expect(statuses.toSorted()).toEqual([202, 409]);
      await servers[1].until(id, "resting");
      expect(effects(folder)).toHaveLength(round);
    }
  });
});

describe("the thread program", () => {
  it("lists, shows, and forks threads, and the context program prints what the model would read, without a key", async () => {
    const env = { DATABASE_URL: `${temporaryFolder()}/threads.db` };
    const threads = openThreads(openWorld(env, () => {}, scripted([], "")));
    const id = await threads.launch({ data: "deploy the moon" });
    await threads.close();
    const run = (program: string, ...args: string[]) =>
      execFileSync(process.execPath, [`${built}/src/triggers/${program}.js`, ...args], {
        env: { PATH: process.env.PATH, ...env },
        encoding: "utf8",
        stdio: "pipe",
      });
    const thread = (...args: string[]) => run("inspect", ...args);

    expect(thread("list")).toContain(id);
    expect(thread("show", id)).toContain("deploy the moon");
    expect(thread("show", id, "--markdown")).toContain(`# Thread ${id}`);
    expect(JSON.parse(thread("show", id, "--json"))).toMatchObject({
      id,
      events: [{ type: "launched" }],
    });
    expect(run("context", id)).toMatch(
      /system: \d+ tokens[^]*launched, \S+: \d+ tokens[^]*deploy the moon[^]*tokens in all/,
    );
    expect(thread("show", thread("fork", id, "0").trim())).toContain("deploy the moon");
    expect(() => thread("show", "none")).toThrow("there is no thread none\n");
  });
});

/** The lines that tools have written. */
function effects(folder: string): string[] {
  const file = `${folder}/effects`;
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return text.split("\n").slice(0, -1); // what follows the last line end is still being written
}

/** A server in a process of its own, whose tools take `ms` milliseconds. */
async function start(folder: string, says: unknown[], { ms = 0 } = {}) {
  const turns = says.map((model) => ({ model }));
  const server = spawn(
    process.execPath,
    [`${built}/test/program.js`, folder, JSON.stringify(turns), String(ms)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    if (server.exitCode !== null || server.signalCode) return server.exitCode;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
    return server.exitCode;
  };
  onTestFinished(async () => void (await kill()));
  const api = caller(await address(server));
  const launch = async () => (await api.call("POST", "/threads", { message: "go" })).body.id;
  return { ...api, launch, kill };
}

/** Goes on reading what is printed, so that the server can go on printing. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on("data", (chunk: Buffer) => {
      const [url] = /http:\S+/.exec(chunk.toString()) ?? [];
      if (url) resolve(url);
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
