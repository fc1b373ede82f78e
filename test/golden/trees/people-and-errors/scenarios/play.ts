import { setTimeout as sleep } from "node:timers/promises";

import { ModelError } from "../src/model/model.ts";
import type { World } from "../src/world.ts";
import { act } from "./act.ts";
import type { Stage } from "./cast.ts";
import { differences } from "./differences.ts";
import { moves } from "./moves.ts";
import type { Scenario } from "./scenario.ts";
import { openScript } from "./script.ts";
import { openIn } from "./store.ts";

/**
 * Plays a scenario from its first message to its last turn, which have to come in their order. Returns
 * where it did not go as it says.
 */
export async function play(scenario: Scenario, stage: Stage = {}): Promise<string[]> {
  const script = openScript(scenario.turns);
  const model: World["model"] = {
    async reply({ agent }) {
      await sleep(stage.pace);
      const due = script.take("model");
      if (!due) throw new ModelError("setting", script.missing(`a model turn of ${agent}`));
      return { output: due.model };
    },
  };
  const ending = await act(scenario, {
    ...stage,
    script,
    moves,
    open: (folder, saw) => openIn(folder, saw, {}, model),
  });
  return [...script.problems(), ...differences(scenario.expect, ending)];
}
