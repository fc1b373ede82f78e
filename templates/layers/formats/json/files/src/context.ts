import { saidOf, type Said } from "./said.ts";
import type { Event, Thread } from "./thread.ts";

/** What stands in the prompt for an event. */
export type Entry = string;

/**
 * Factor 3. What the model sees of a thread: one entry an event, a line of JSON whose one key says what
 * happened. An entry depends on its own event alone, so the entries of one prompt begin those of the next,
 * and a provider's prompt cache keeps hitting. In JSON, the words of others can end neither their string
 * nor their line.
 */
export function threadToPrompt(thread: Thread): Entry[] {
  return thread.events.map(eventToPrompt).filter((entry) => entry !== "");
}

/** The entries as the one text that the model reads. */
export function asText(entries: Entry[]): string {
  return entries.join("\n");
}

/** Empty where an event says nothing to the model. */
export function eventToPrompt(event: Event): Entry {
  return asText(saidOf(event).map(line));
}

function line({ name, data }: Said): string {
  return JSON.stringify({ [name]: data ?? null });
}
