import type { Agent } from "./agent.ts";
import { agents, main } from "./agents.ts";
import type { Model } from "./model/model.ts";
import { paced } from "./model/paced.ts";
import { readScript, scripted } from "./model/scripted.ts";
import { files } from "./store/files.ts";
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
    store: openStore(),
    summarise: cached(shorten),
    now: () => new Date(),
    saw,
  };
}

function openModel(env: NodeJS.ProcessEnv): Model {
  return scripted(readScript(env), main);
}

function openStore(): Store {
  return files("threads");
}
