import { setTimeout as sleep } from "node:timers/promises";

import type { World } from "../world.ts";
import type { Keyboard } from "./keyboard.ts";

/** Waits at the terminal until this time. False when whoever sits there leaves before it. */
export async function waitUntil(until: string, world: World, keyboard: Keyboard): Promise<boolean> {
  const ms = Math.min(Date.parse(until) - world.now().getTime(), 2 ** 31 - 1); // the longest timer
  return Promise.race([sleep(ms, true, { ref: false }), keyboard.closed.then(() => false)]);
}
