import { stringify } from "yaml";

import { saidOf, type Said } from "./said.ts";
import type { Event, Thread } from "./thread.ts";

/** What stands in the prompt for an event. */
export type Entry = string;

/**
 * Factor 3. What the model sees of a thread: one entry an event, a tag named after what happened around
 * the values as YAML, text as it is. An entry depends on its own event alone, so the entries of one prompt
 * begin those of the next, and a provider's prompt cache keeps hitting.
 */
export function threadToPrompt(thread: Thread): Entry[] {
  return thread.events.map(eventToPrompt).filter((entry) => entry !== "");
}

/** The entries as the one text that the model reads. */
export function asText(entries: Entry[]): string {
  return entries.join("\n\n");
}

/** Empty where an event says nothing to the model. */
export function eventToPrompt(event: Event): Entry {
  return asText(saidOf(event).map(tag));
}

function tag({ name, data }: Said): string {
  const body = typeof data === "string" ? data : yaml(data);
  return `<${safe(name)}>\n${escape(body)}${body && "\n"}</${safe(name)}>`;
}

function yaml(data: unknown): string {
  const text = stringify(data ?? null, { lineWidth: 0, aliasDuplicateObjects: false }).replace(
    /\n$/,
    "",
  );
  return text === "{}" || text === "null" ? "" : text;
}

/** A name starts with a letter: only there does `escape` look for a tag. */
function safe(name: string): string {
  return name.replace(/\W/g, "_").replace(/^(?![a-z])/i, "x");
}

/**
 * The words of others can neither open nor close a tag: `<` before `/`, `!` or a letter becomes `&lt;`.
 * A `&lt;` that was there gets one more `amp;`, so that every text can be read back as it was.
 */
function escape(text: string): string {
  return text.replace(/&((?:amp;)*lt;)/g, "&amp;$1").replace(/<(?=[/!\p{L}])/gu, "&lt;");
}
