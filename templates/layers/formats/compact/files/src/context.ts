import { episodesOf, type Episode } from "./episodes.ts";
import type { Thread } from "./thread.ts";

/** What stands in the prompt for something that was said, or for a step with its outcome. */
export type Entry = string;

/**
 * Factor 3. What the model sees of a thread: one element a step, its arguments as attributes, what came of
 * it as its body: `<add a=3 b=1>4</add>`. An element is written once its outcome is known, so the entries of
 * one prompt begin those of the next, and a provider's prompt cache keeps hitting.
 */
export function threadToPrompt(thread: Thread): Entry[] {
  return episodesOf(thread).map(episodeToPrompt);
}

/** The entries as the one text that the model reads. */
export function asText(entries: Entry[]): string {
  return entries.join("\n");
}

function episodeToPrompt(episode: Episode): Entry {
  if (!("step" in episode)) return element(episode.name, episode.data);
  const { intent, ...values } = episode.step;
  const came = episode.came.map(({ name, data }) => element(name, data));
  return element(intent, values, came.join("") + body(episode.result));
}

/** Values become attributes where they are plain, and JSON in an element of their own where they are not. */
function element(name: string, data: unknown, inner = ""): string {
  const tag = safe(name);
  if (typeof data !== "object" || data === null || Array.isArray(data))
    return `<${tag}>${body(data)}</${tag}>`;
  const values = Object.entries(data).filter(([, value]) => value !== undefined);
  const [plain, rest] = [values.filter(isPlain), values.filter((value) => !isPlain(value))];
  const attributes = plain.map(([key, value]) => ` ${key}=${attribute(value)}`).join("");
  const more = rest.length > 0 ? `<more>${body(Object.fromEntries(rest))}</more>` : "";
  const whole = more + inner;
  return whole ? `<${tag}${attributes}>${whole}</${tag}>` : `<${tag}${attributes}/>`;
}

function isPlain([key, value]: [string, unknown]): boolean {
  return /^[a-z_][\w-]*$/i.test(key) && (typeof value !== "object" || value === null);
}

/** A JSON string in which no tag can be seen; other values are as short as they are. */
function attribute(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
}

/** Text as it is, other values as JSON. */
function body(data: unknown): string {
  if (data === undefined || data === null) return "";
  return escape(typeof data === "string" ? data : JSON.stringify(data));
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
