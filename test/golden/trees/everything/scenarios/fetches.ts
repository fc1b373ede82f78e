import type { Prefetch } from "../src/agent.ts";
import { instead, type Script } from "./script.ts";

/** What is fetched before the first step, or what the script says of it. */
export function fetches(prefetch: Prefetch, script: Script): Prefetch {
  const played: Prefetch = {};
  for (const [intent, fetch] of Object.entries(prefetch))
    played[intent] = (signal) => instead(script, intent, () => fetch(signal));
  return played;
}
