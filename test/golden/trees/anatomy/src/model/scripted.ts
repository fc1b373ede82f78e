import { readFileSync } from "node:fs";

import { UserError } from "../user-error.ts";
import { ModelError, type Model } from "./model.ts";

export interface ScriptedTurn {
  /** Whose turn it is, where a script is for several agents. */
  agent?: string;
  model: unknown;
}

/** A model that says what is written: for tests, for the demo, and for a first run without a key. */
export function scripted(turns: ScriptedTurn[], main: string): Model {
  return {
    async reply({ agent, turn }) {
      const mine = turns.filter((scripted) => (scripted.agent ?? main) === agent);
      const next = mine[turn];
      if (!next) throw new ModelError("setting", `the script has no turn ${turn + 1} for ${agent}`);
      return { output: next.model };
    },
  };
}

/** The model's part of a scenario file: of SCENARIO, or of the demo. */
export function readScript(env: NodeJS.ProcessEnv): ScriptedTurn[] {
  const path = env.SCENARIO || "scenarios/demo.json";
  try {
    const { turns } = JSON.parse(readFileSync(path, "utf8")) as { turns: object[] };
    return turns.filter((turn): turn is ScriptedTurn => "model" in turn);
  } catch (error) {
    throw new UserError(`SCENARIO cannot be read: ${(error as Error).message}`);
  }
}
