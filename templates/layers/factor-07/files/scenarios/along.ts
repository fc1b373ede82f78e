import { setTimeout as sleep } from "node:timers/promises";

import type { Event } from "../src/thread.ts";
import { openKeyboard } from "../src/triggers/keyboard.ts";
import { askPerson } from "../src/triggers/person.ts";
import { UserError } from "../src/user-error.ts";
import { act } from "./act.ts";
import type { Place, Stage, TurnKind } from "./cast.ts";
import { improvise } from "./improvise.ts";
import type { Scenario } from "./scenario.ts";
import { openScript } from "./script.ts";
import { openIn } from "./store.ts";
import { turns } from "./turns.ts";

/** You are the person, so the model improvises; of the script only the faults are left. */
export async function playAlong(
  told: Scenario[],
  stage: Stage,
  title: (name: string) => void,
): Promise<void> {
  if (!process.stdin.isTTY) throw new UserError("--interactive needs a terminal.");
  const keyboard = openKeyboard();
  let left = false;
  const typed: TurnKind = async ({ thread, state }, { threads }) => {
    if (state.at !== "waiting") return false;
    const { request } = state;
    const answer = await askPerson(request, keyboard);
    left = answer === undefined;
    if (answer) await threads.respond(thread.id, request.id, answer, request.from?.[0]);
    return answer !== undefined;
  };
  const open = (place: Place) => {
    const model = {
      async reply({ agent }: { agent: string }) {
        await sleep(stage.pace);
        return { output: improvise(agent, latestOf(agent, place)) };
      },
    };
    return openIn(place, {}, model);
  };
  for (const scenario of told) {
    title(scenario.name);
    const script = openScript(scenario.turns.filter((turn) => "tool" in turn));
    await act(scenario, { ...stage, script, turns: [typed, ...turns], open });
    if (left) break;
  }
  keyboard.close();
}

/** The latest thread of this agent. */
function latestOf(agent: string, { played }: Place): Event[] {
  const isIts = ([first]: Event[]) => first?.type === "launched" && first.agent === agent;
  return [...played.values()].findLast(isIts) ?? [];
}
