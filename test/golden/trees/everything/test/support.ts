import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";
import { z } from "zod";

import { put } from "../scenarios/store.ts";
import type { Agent, Tool } from "../src/agent.ts";
import type { Command } from "../src/command.ts";
import { asText, type Entry } from "../src/context.ts";
import { needsApproval, options } from "../src/humans.ts";
import { limits } from "../src/limits.ts";
import type { ModelRequest } from "../src/model/model.ts";
import { scripted } from "../src/model/scripted.ts";
import { sqlite } from "../src/store/sqlite.ts";
import type { Store } from "../src/store/store.ts";
import type { Event, NewEvent, StoredStep } from "../src/thread.ts";
import { openThreads, type Threads } from "../src/threads.ts";
import type { World } from "../src/world.ts";

const steps = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("look"), at: z.string() }),
  z.strictObject({ intent: z.literal("send"), text: z.string() }),
  z.strictObject({ intent: z.literal("nap"), seconds: z.int() }),
  z.strictObject({ intent: z.literal("pay"), to: z.string(), amount: z.int() }),
  z.strictObject({ intent: z.literal("ask"), question: z.string(), options }),
  z.strictObject({ intent: z.literal("hand_over"), task: z.string() }),
  z.strictObject({ intent: z.literal("done"), message: z.string() }),
]);
export type Step = z.infer<typeof steps>;

export function route(step: Step): Command {
  switch (step.intent) {
    case "look":
    case "send":
      return { do: "run_tool", step };
    case "nap":
      return { do: "sleep", seconds: step.seconds, reason: "tired" };
    case "pay":
      return needsApproval({ do: "run_tool", step });
    case "ask": {
      const { question, options } = step;
      return { do: "contact_human", question: { kind: "input", question, options } };
    }
    case "hand_over":
      return { do: "call_agent", agent: "helper", message: step.task };
    case "done":
      return { do: "stop", outcome: "done", message: step.message };
  }
}

const tools: Record<string, Tool> = {
  send: { run: async ({ text }) => ({ sent: text }) },
  // May be repeated; what the others do is done twice when they run twice.
  look: { idempotent: true, run: async ({ at }) => ({ at, found: true }) },
  pay: { run: async ({ to, amount }) => ({ to, amount }) },
};

const prompt = {
  system: () => "You are a test.",
  user: (entries: Entry[]) => [...entries, "What's next?"],
};

/** A small agent that only the tests know, so that yours can change without breaking the tests of the core. */
export const testAgent: Agent<Step> = {
  name: "main",
  prompt,
  steps,
  route,
  tools,
  limits,
};

export interface TestWorld extends World {
  /** Every request that the model got, as it got it. */
  requests: ModelRequest[];
  /** Every run of a tool, in order. */
  ran: { step: StoredStep; key: string }[];
  threads: Threads;
  /** What the clock shows. Tests move it. */
  clock: number;
}

export interface Setting {
  /** What the model says, turn by turn: steps, or anything else that it should not say. */
  says?: unknown[];
  tools?: Record<string, Tool>;
  agent?: Partial<Agent>;
  /** What the model says for the agent that is handed a task. */
  helperSays?: unknown[];
  /** Where the store is. A second world in the same folder has the same threads. */
  folder?: string;
}

/** The real core, the real store and the scripted model, with a clock that stands still. */
export function testWorld(setting: Setting = {}): TestWorld {
  const { says = [], folder = temporaryFolder() } = setting;
  const requests: ModelRequest[] = [];
  const ran: TestWorld["ran"] = [];
  const known = Object.entries({ ...tools, ...setting.tools }).map(([intent, tool]) => {
    const run: Tool["run"] = async (step, call) => {
      ran.push({ step, key: call.key });
      return tool.run(step, call);
    };
    return [intent, { ...tool, run }] as const;
  });
  const own = { tools: Object.fromEntries(known) };
  const agents: Record<string, Agent> = { main: { ...testAgent, ...own, ...setting.agent } };
  const turns = says.map((model) => ({ agent: "main", model }));
  agents.helper = { ...testAgent, ...own, name: "helper" };
  turns.push(...(setting.helperSays ?? []).map((model) => ({ agent: "helper", model })));
  const script = scripted(turns, "main");
  const world: World = {
    store: openStore(folder),
    model: {
      reply(request) {
        requests.push(request);
        return script.reply(request);
      },
    },
    agents,
    main: "main",
    now: () => new Date(whole.clock),
    summarise: async (text) => text.slice(0, 9),
    saw: () => {},
    worker: "here/1/first",
    isDead: () => false,
    closing: new AbortController(),
  };
  const whole: TestWorld = Object.assign(world, {
    requests,
    ran,
    threads: openThreads(world),
    clock: Date.parse("2026-03-15T10:30:00.000Z"),
  });
  return whole;
}

/** The words of a request besides the system's, as one text. */
export function wordsOf(request: ModelRequest | undefined): string {
  return asText(request?.user ?? []);
}

/** The store of this project, in a folder of its own. */
export function openStore(folder: string): Store {
  const store = sqlite(`${folder}/threads.db`);
  onTestFinished(() => store.close());
  return store;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "agent-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a thread, without taking a step. */
export function launch({ threads }: TestWorld, data: unknown = "go"): Promise<string> {
  return threads.launch({ data });
}

/** Starts a thread and lets it go as far as it can. */
export async function play(world: TestWorld, data: unknown = "go"): Promise<string> {
  const id = await launch(world, data);
  await world.threads.go(id);
  return id;
}

/** Puts a thread into the store as if it had come to be earlier. */
export async function plant(world: TestWorld, given: NewEvent[], id = "planted"): Promise<string> {
  await put({ id, events: happened(world, given) }, world.store);
  return id;
}

export function happened({ clock }: { clock: number }, given: NewEvent[]): Event[] {
  const time = new Date(clock).toISOString();
  return given.map((event) => ({ ...event, time }));
}

export const launched: NewEvent = {
  type: "launched",
  agent: "main",
  tag: "user_message",
  data: "go",
};

export async function eventsOf(world: World, id: string): Promise<Event[]> {
  const thread = await world.store.load(id);
  return thread?.events ?? [];
}

export async function typesOf(world: World, id: string): Promise<string[]> {
  const events = await eventsOf(world, id);
  return events.map(({ type }) => type);
}

/** Where a thread stands, without its counters. */
export async function positionOf({ threads }: TestWorld, id: string): Promise<object> {
  const { count: _, ...position } = (await threads.get(id)).state;
  return position;
}

export async function lastOf(world: World, id: string): Promise<Event | undefined> {
  return (await eventsOf(world, id)).at(-1);
}

/** Answers whatever the thread asks, and lets it go on. */
export async function answer(
  { threads }: TestWorld,
  id: string,
  given: Parameters<Threads["respond"]>[2],
  user?: string,
): Promise<void> {
  const { state } = await threads.get(id);
  if (state.at !== "waiting") throw new Error(`the thread asks nothing: it is ${state.at}`);
  await threads.respond(id, state.request.id, given, user);
  await threads.go(id);
}
