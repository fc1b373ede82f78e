import type { Agent } from "./agent.ts";
import { agents, main } from "./agents.ts";
import type { Model } from "./model/model.ts";
import { paced } from "./model/paced.ts";
import { openai } from "./model/openai.ts";
import { patient } from "./model/patient.ts";
import { readScript, scripted } from "./model/scripted.ts";
import { isDead, worker } from "./recover.ts";
import { sqlite } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { cached, shorten, type Summarise } from "./summarise.ts";
import type { Event } from "./thread.ts";

/** Everything outside: the loop reaches the clock, the disk and the model through here and nowhere else. */
export interface World {
  store: Store;
  model: Model;
  agents: Record<string, Agent>;
  /** The agent that a thread gets when nobody names one. */
  main: string;
  /** Makes a long result short enough for the model to read. */
  summarise: Summarise;
  now(): Date;
  /** Told of every event that was saved. */
  saw(thread: string, events: Event[]): void;
  /** Told what the model is saying, piece by piece, `null` when it begins anew. Set by whoever shows it. */
  hear?(thread: string, text: string | null): void;
  /** Who runs the tools here, and whether another who did is known to be gone. */
  worker: string;
  isDead(worker: string): boolean;
  closing: AbortController;
  /** Set by whoever runs the threads: goes on with one that moved while nobody was at work on it. */
  resume?(thread: string): void;
}

/** Of the model, by this process. */
const callsPerMinute = 60;

/** The one place where real things are plugged in. Throws UserError when a setting is missing or wrong. */
export function openWorld(
  env: NodeJS.ProcessEnv,
  saw: World["saw"] = () => {},
  model = paced(openModel(env), callsPerMinute),
): World {
  return {
    agents: agents(),
    main,
    model,
    store: openStore(env),
    summarise: cached(shorten),
    now: () => new Date(),
    saw,
    worker,
    isDead,
    closing: new AbortController(),
  };
}

function openModel(env: NodeJS.ProcessEnv): Model {
  return env.MODEL === "scripted" ? scripted(readScript(env), main) : patient(openai(env));
}

function openStore(env: NodeJS.ProcessEnv): Store {
  return sqlite(env.DATABASE_URL || "data/threads.db", env.SQLITE_SYNC || "normal");
}
