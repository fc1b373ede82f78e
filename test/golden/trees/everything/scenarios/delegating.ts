import { goOn, type Move } from "./cast.ts";

/** What holds up a thread that waits for another agent is due in that agent's thread. */
export const delegating: Move = async ({ state }, scene) =>
  state.at === "delegating" && goOn(await scene.threads.get(state.call.child), scene);
