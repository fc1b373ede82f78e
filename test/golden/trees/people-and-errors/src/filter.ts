import { redactAll } from "./redact.ts";
import type { Event, Thread } from "./thread.ts";

/**
 * Factor 3. What is stored is not what the model gets to see: credentials that somebody has pasted into a
 * message stay here. Leave out more of a thread by a line of your own; what is stored never changes.
 */
export function filtered(thread: Thread): Thread {
  const { events } = thread;
  const hidden = events.flatMap((event) => (event.type === "compacted" ? event.hidden : []));
  const left = events.filter((_event, number) => !hidden.includes(number));
  return { ...thread, events: left.map(redacted) };
}

const known = new WeakMap<Event, Event>();

/** An event never changes, so it is looked through once and not at every step. */
function redacted(event: Event): Event {
  const result = known.get(event) ?? (redactAll(event) as Event);
  known.set(event, result);
  return result;
}
