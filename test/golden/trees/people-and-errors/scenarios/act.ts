import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Agent, Tool } from "../src/agent.ts";
import { agents } from "../src/agents.ts";
import { asText, threadToPrompt } from "../src/context.ts";
import { fold } from "../src/reducer.ts";
import type { State } from "../src/state.ts";
import type { Event } from "../src/thread.ts";
import { openThreads } from "../src/threads.ts";
import type { World } from "../src/world.ts";
import { begin } from "./begin.ts";
import { goOn, type Cast } from "./cast.ts";
import type { Ending } from "./differences.ts";
import type { Scenario } from "./scenario.ts";
import { instead } from "./script.ts";

/** Plays a scenario to its end. The loop, the tools and the store are those of the agent. */
export async function act({ start }: Scenario, cast: Cast): Promise<Ending> {
  const { script, pace } = cast;
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  const played = new Map<string, Event[]>();
  const calls: Ending["calls"] = [];
  const clock = { time: Date.parse("2026-03-16T09:00:00Z") };

  const saw: World["saw"] = (id, events) => {
    played.set(id, [...(played.get(id) ?? []), ...events]);
    cast.saw?.(id, events);
  };
  const watched = (intent: string, { run, ...tool }: Tool): Tool => ({
    ...tool,
    async run(step, call) {
      await sleep(pace);
      const { intent: _, ...values } = step;
      calls.push({ tool: intent, arguments: values });
      return instead(script, intent, () => run(step, call));
    },
  });
  const onStage = (agent: Agent): Agent => ({
    ...agent,
    tools: map(agent.tools, watched),
  });
  const world: World = {
    ...cast.open(folder, saw),
    agents: map(agents(), (_name, agent) => onStage(agent)),
    now: () => new Date((clock.time += 1000)),
  };
  const threads = openThreads(world);

  const id = "scenario";
  try {
    await begin(id, start, world);
    do {
      await threads.go(id);
    } while (await goOn(await threads.get(id), { ...cast, threads, clock }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const events = played.get(id) ?? [];
  return {
    ...conclusion(fold(events)),
    events: events.map(({ type }) => type),
    calls,
    refused: [...played.values()].flat().flatMap((event) => ("reply" in event ? event.error : [])),
    windows: asText([...played].flatMap(([id, events]) => threadToPrompt({ id, events }))),
  };
}

function conclusion(state: State): Pick<Ending, "status" | "why"> {
  if (state.at === "waiting") return { status: state.at, why: state.request.question };
  if (state.at !== "resting") return { status: state.at };
  return { status: state.outcome === "done" ? state.at : state.outcome, why: state.message };
}

function map<T, U>(
  record: Record<string, T>,
  to: (name: string, value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(name, value)]));
}
