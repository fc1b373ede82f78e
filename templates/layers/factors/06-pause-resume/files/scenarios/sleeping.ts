import type { Move } from "./cast.ts";

/** The clock jumps over every wait. */
export const sleeping: Move = async ({ state }, { clock }) => {
  if (state.at !== "sleeping") return false;
  clock.time = Date.parse(state.until);
  return true;
};
