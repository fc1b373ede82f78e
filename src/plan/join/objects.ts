import { type Conflict, messageOf } from "../../words/errors.ts";
import { json } from "../../words/printable.ts";
import type { Part } from "./part.ts";

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** A part as plain data. */
export interface Source {
  readonly from: string;
  readonly value: JsonObject;
}

export interface JoinedObject {
  readonly value: JsonObject;
  readonly conflicts: Conflict[];
}

/** Reads every part that is an object; the others are conflicts. */
export function readSources(
  path: string,
  parts: readonly Part[],
  read: (text: string) => unknown,
): { readonly sources: readonly Source[]; readonly conflicts: readonly Conflict[] } {
  const sources: Source[] = [];
  const conflicts: Conflict[] = [];
  for (const { from, text } of parts) {
    try {
      const value = read(text) as Json;
      if (/"__proto__"\s*:/u.test(text))
        conflicts.push(unreadable(path, from, "it has the key __proto__"));
      else if (isObject(value)) sources.push({ from, value });
      else conflicts.push(unreadable(path, from, "it is not an object"));
    } catch (error) {
      conflicts.push(unreadable(path, from, reasonOf(error)));
    }
  }
  return { sources, conflicts };
}

/** Joins by key, the first layer's keys first; lists are appended without what they have already. */
export function joinObjects(path: string, sources: readonly Source[]): JoinedObject {
  const merging: Merging = { path, owners: new Map(), conflicts: [] };
  const value = Object.create(null) as JsonObject;
  for (const source of sources) mergeInto(value, source.value, [], source.from, merging);
  return { value, conflicts: merging.conflicts };
}

interface Merging {
  readonly path: string;
  /** Which layer wrote a key first. */
  readonly owners: Map<string, string>;
  readonly conflicts: Conflict[];
}

function mergeInto(
  target: JsonObject,
  source: JsonObject,
  at: readonly string[],
  from: string,
  merging: Merging,
): void {
  for (const [key, value] of Object.entries(source)) {
    const here = [...at, key];
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (known === undefined) {
      define(target, key, structuredClone(value));
      merging.owners.set(JSON.stringify(here), from);
    } else if (isObject(known) && isObject(value)) {
      mergeInto(known, value, here, from, merging);
    } else if (Array.isArray(known) && Array.isArray(value)) {
      const seen = new Set(known.map((item) => JSON.stringify(item)));
      known.push(...value.filter((item) => !seen.has(JSON.stringify(item))));
    } else if (JSON.stringify(known) !== JSON.stringify(value)) {
      const owner = ownerOf(here, merging.owners);
      merging.conflicts.push(disagreement(merging.path, here.join("."), [owner, from]));
    }
  }
}

// Plain assignment would take __proto__ for something else than a key.
function define(target: JsonObject, key: string, value: Json): void {
  Object.defineProperty(target, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function ownerOf(at: readonly string[], owners: ReadonlyMap<string, string>): string {
  for (let length = at.length; length > 0; length--) {
    const owner = owners.get(JSON.stringify(at.slice(0, length)));
    if (owner !== undefined) return owner;
  }
  return "another layer";
}

export function disagreement(path: string, key: string, between: readonly string[]): Conflict {
  return {
    code: "join_conflict",
    path,
    key,
    between,
    message: `Layers ${between.join(" and ")} disagree about ${json(key)} in ${path}.`,
    fix: "Let both say the same, or let one of them leave it out.",
  };
}

function unreadable(path: string, from: string, why: string): Conflict {
  return {
    code: "join_unreadable",
    path,
    between: [from],
    message: `Layer ${from} brings a ${path} that cannot be joined: ${why}.`,
    fix: "Write it as one plain object.",
  };
}

/** Without the piece of the text that Node and yaml quote: an answer that is a secret may stand there. */
function reasonOf(error: unknown): string {
  return messageOf(error)
    .replace(/(?:, (?:\.\.\.)?"| at line |\n).*/su, "")
    .replace(/[.:]$/u, "");
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
