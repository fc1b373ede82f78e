import { goOn, type TurnKind } from "./cast.ts";

/** What holds up a thread that waits for another agent is due in that agent's thread. */
export const delegating: TurnKind = async ({ state }, scene) =>
  state.at === "delegating" && goOn(await scene.threads.get(state.call.child), scene);
