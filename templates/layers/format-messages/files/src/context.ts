import { episodesOf, type Episode, type Said } from "./episodes.ts";
import type { Thread } from "./thread.ts";

/** What stands in the prompt: text is a message of the user's. Each provider has items of its own for them. */
export type Entry = string | Called | Returned;

/** A step, as the model's own tool call. */
export interface Called {
  type: "called";
  id: string;
  name: string;
  arguments: Record<string, unknown>;
}

/** What came of the call with this id. */
export interface Returned {
  type: "returned";
  id: string;
  text: string;
}

/**
 * Factor 3. What the model sees of a thread: the provider's own roles, tool calls and tool results. A call
 * is written once its outcome is known, together with it, so that none is ever without a result, and the
 * entries of one prompt begin those of the next: a provider's prompt cache keeps hitting.
 */
export function threadToPrompt(thread: Thread): Entry[] {
  return episodesOf(thread).flatMap(episodeToPrompt);
}

/** The entries as text: for people, for a search, and for counting. */
export function asText(entries: Entry[]): string {
  return entries.map(paragraph).join("\n\n");
}

function paragraph(entry: Entry): string {
  if (typeof entry === "string") return entry;
  if (entry.type === "returned") return `tool ${entry.id} ${entry.text}`;
  return `assistant ${entry.id} ${entry.name} ${JSON.stringify(entry.arguments)}`;
}

function episodeToPrompt(episode: Episode): Entry[] {
  if (!("step" in episode)) return [message(episode)];
  const { id, step, came, result } = episode;
  const { intent, ...values } = step;
  const name = intent.replace(/[^\w-]/g, "_").slice(0, 64) || "_"; // what providers take for a name
  return [
    { type: "called", id, name, arguments: values },
    { type: "returned", id, text: outcome(came, result) },
  ];
}

/** A person's words as they are. Everything else is a line of JSON that names itself. */
function message({ name, data }: Said): string {
  const isText = name === "user_message" && typeof data === "string";
  return isText && !data.trimStart().startsWith("{") ? data : line(name, data);
}

/** A result as it is, and where more has come of the step, as the last of several lines of JSON. */
function outcome(came: Said[], result: unknown): string {
  const text = typeof result === "string" ? result : JSON.stringify(result ?? null);
  const more = came.map(({ name, data }) => line(name, data));
  if (more.length === 0 && !ours.test(text)) return text;
  return [...more, ...(result === undefined ? [] : [line("result", result)])].join("\n");
}

/** No tool speaks as if a person had: a result that looks like one of our lines becomes one. */
const ours = /^\s*\{\s*"(?:result|error|request_human_input|human_response)"/;

/** The words of others can end neither their string nor their line. */
function line(name: string, data: unknown): string {
  return JSON.stringify({ [name]: data ?? null });
}
