import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Agent, Prefetch, Tool } from "../src/agent.ts";
import { agents, main } from "../src/agents.ts";
import { asText, threadToPrompt } from "../src/context.ts";
import { innermost } from "../src/delegate.ts";
import { misfit, type Answer, type HumanRequest } from "../src/humans.ts";
import { ModelError } from "../src/model/model.ts";
import { open, stand, type Standing } from "../src/record.ts";
import { fold } from "../src/reducer.ts";
import type { State } from "../src/state.ts";
import { headOf } from "../src/store/store.ts";
import type { Event, Thread } from "../src/thread.ts";
import { openThreads } from "../src/threads.ts";
import { openWorld, type World } from "../src/world.ts";
import { differences, type Ending } from "./differences.ts";
import { looseDifferences, openLoose } from "./loose.ts";
import type { Scenario } from "./scenario.ts";
import { answerOf, instead, openScript } from "./script.ts";

/** For whoever watches, or plays along. */
export interface Stage {
  /** Told of every event that was saved. */
  saw?: World["saw"];
  /** Milliseconds that a turn takes. */
  pace?: number;
  /** The model of the environment speaks, in its own words: of the script, what is not the model's is left. */
  live?: boolean;
  /** Answers in place of the script; nothing, when the person has left. */
  person?(request: HumanRequest): Promise<Answer | undefined>;
  /** Speaks in place of the script, which cannot know what a person will answer. */
  model?(agent: string, events: Event[]): unknown;
}

export interface Played {
  threads: Thread[];
  /** Where it did not go as the scenario says. */
  problems: string[];
}

/**
 * Plays a scenario from its first message to its last turn. The loop, the tools and the store are those of
 * the agent; the clock jumps over every wait. Turns have to come in their order.
 */
export async function play(scenario: Scenario, stage: Stage = {}): Promise<Played> {
  const script = stage.live ? openLoose(scenario.turns) : openScript(scenario.turns);
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  const played = new Map<string, Event[]>();
  const calls: Ending["calls"] = [];
  let time = Date.parse("2026-03-16T09:00:00Z");

  const saw: World["saw"] = (id, events) => {
    played.set(id, [...(played.get(id) ?? []), ...events]);
    stage.saw?.(id, events);
  };
  const model: World["model"] = {
    async reply({ agent }) {
      await sleep(stage.pace);
      if (stage.model) return { output: stage.model(agent, eventsOf(agent, played)) };
      const due = script.take("model", (turn) => (turn.agent ?? main) === agent);
      if (!due) throw new ModelError("setting", script.missing(`a model turn of ${agent}`));
      return { output: due.model };
    },
  };
  const watched = (intent: string, { run, ...tool }: Tool): Tool => ({
    ...tool,
    async run(step, call) {
      await sleep(stage.pace);
      const { intent: _, ...values } = step;
      calls.push({ tool: intent, arguments: values });
      return instead(script, intent, () => run(step, call));
    },
  });
  const onStage = (agent: Agent): Agent => ({
    ...agent,
    tools: map(agent.tools, watched),
    ...(agent.prefetch && { prefetch: map(agent.prefetch, fetched) }),
  });
  const fetched = (intent: string, fetch: Prefetch[string]): Prefetch[string] => {
    return (signal) => instead(script, intent, () => fetch(signal));
  };

  const env = stage.live ? process.env : {};
  const voice = stage.live ? undefined : model; // undefined: the model of the environment
  const world: World = {
    ...openWorld({ ...env, DATABASE_URL: join(folder, "threads.db") }, saw, voice),
    agents: map(agents(), (_name, agent) => onStage(agent)),
    now: () => new Date((time += 1000)),
  };
  const threads = openThreads(world);
  const answer = async (request: HumanRequest): Promise<Answer | undefined> => {
    if (stage.person) return stage.person(request);
    await sleep(2 * (stage.pace ?? 0));
    const due = script.take("human", ({ human }) => !misfit(request, answerOf(human)));
    if (!due) script.missing(`a person's turn for "${request.question}"`);
    return due && answerOf(due.human);
  };

  /** Does what is to be done from outside. False when that is nothing more. */
  const goOn = async ({ thread, state }: Standing): Promise<boolean> => {
    if (state.at === "resting") {
      const due = script.take("message");
      if (due) await threads.send(thread.id, due.message);
      return due !== undefined;
    }
    if (state.at === "sleeping") {
      time = Date.parse(state.until);
      return true;
    }
    if (state.at === "waiting") {
      const given = await answer(state.request);
      if (given) await threads.respond(thread.id, state.request.id, given, state.request.from?.[0]);
      return given !== undefined;
    }
    return false;
  };

  const id = "scenario";
  const standing = async () => innermost(await threads.get(id), world);
  try {
    await begin(id, scenario.start, world);
    do {
      await threads.go(id);
    } while (await goOn(await standing()));
  } finally {
    await threads.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const all = [...played].map(([id, events]): Thread => ({ id, events }));
  const ending: Ending = {
    ...conclusion(fold(played.get(id) ?? [])),
    events: (played.get(id) ?? []).map(({ type }) => type),
    calls,
    refused: [...played.values()].flat().flatMap((event) => ("reply" in event ? event.error : [])),
    windows: asText(all.flatMap(threadToPrompt)),
  };
  const problems = stage.live
    ? looseDifferences(scenario, ending)
    : [...script.problems(), ...differences(scenario.expect, ending)];
  return { threads: all, problems };
}

async function begin(id: string, start: Scenario["start"], world: World): Promise<void> {
  if ("message" in start) {
    const { message: data } = start;
    await open(id, { type: "launched", agent: main, tag: "user_message", data }, world);
  } else if ("event" in start) {
    await open(id, { type: "launched", agent: main, ...start.event }, world);
  } else {
    const time = world.now().toISOString();
    const events = start.events.map((event: object) => ({ time, ...event }) as Event);
    const { thread, state } = stand({ id, events });
    await world.store.create(thread, headOf(state));
    world.saw(id, events);
  }
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

/** The latest thread of this agent. */
function eventsOf(agent: string, played: Map<string, Event[]>): Event[] {
  const isIts = ([first]: Event[]) => first?.type === "launched" && first.agent === agent;
  return [...played.values()].findLast(isIts) ?? [];
}
