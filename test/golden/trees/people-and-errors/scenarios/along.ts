import { setTimeout as sleep } from "node:timers/promises";

import type { Event } from "../src/thread.ts";
import { openKeyboard } from "../src/triggers/keyboard.ts";
import { promptFor, readAnswer } from "../src/triggers/person.ts";
import { UserError } from "../src/user-error.ts";
import type { World } from "../src/world.ts";
import { act } from "./act.ts";
import type { Move, Stage } from "./cast.ts";
import { improvise } from "./improvise.ts";
import { moves } from "./moves.ts";
import type { Scenario } from "./scenario.ts";
import { openScript } from "./script.ts";
import { openIn } from "./store.ts";

/** You are the person, so the model improvises; of the script only the faults are left. */
export async function playAlong(
  told: Scenario[],
  stage: Stage,
  title: (name: string) => void,
): Promise<void> {
  if (!process.stdin.isTTY) throw new UserError("--interactive needs a terminal.");
  const keyboard = openKeyboard();
  let left = false;
  const typed: Move = async ({ thread, state }, { threads }) => {
    if (state.at !== "waiting") return false;
    const { request } = state;
    const line = await keyboard.ask(promptFor(request));
    left = line === undefined;
    const answer = line === undefined ? undefined : readAnswer(request, line);
    if (answer) await threads.respond(thread.id, request.id, answer, request.from?.[0]);
    return !left; // what does not fit is asked again
  };
  for (const scenario of told) {
    title(scenario.name);
    const played = new Map<string, Event[]>();
    const model: World["model"] = {
      async reply({ agent }) {
        await sleep(stage.pace);
        return { output: improvise(agent, latestOf(agent, played)) };
      },
    };
    await act(scenario, {
      pace: stage.pace,
      saw(id, events) {
        played.set(id, [...(played.get(id) ?? []), ...events]);
        stage.saw?.(id, events);
      },
      script: openScript(scenario.turns.filter((turn) => "tool" in turn)),
      moves: [typed, ...moves],
      open: (folder, saw) => openIn(folder, saw, {}, model),
    });
    if (left) break;
  }
  keyboard.close();
}

/** The latest thread of this agent. */
function latestOf(agent: string, played: Map<string, Event[]>): Event[] {
  const isIts = ([first]: Event[]) => first?.type === "launched" && first.agent === agent;
  return [...played.values()].findLast(isIts) ?? [];
}
