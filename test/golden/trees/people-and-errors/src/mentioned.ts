import type { Thread } from "./thread.ts";

const wordsOfTheModel: string[] = ["step_chosen", "step_refused", "tool_failed", "human_asked"];

/** Whether anyone but the model has said this: an id that nobody has mentioned is made up. */
export function isMentioned(text: string, { events }: Thread): boolean {
  const others = events.filter(({ type }) => !wordsOfTheModel.includes(type));
  const literal = JSON.stringify(text).slice(1, -1).replace(/\W/g, "\\$&");
  const whole = new RegExp(`(?<!(?<!\\\\)[\\w-])${literal}(?![\\w-]|\\.\\w)`); // a line break is \n in JSON
  return whole.test(JSON.stringify(others));
}
