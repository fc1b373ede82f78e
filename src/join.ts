import { UserError } from "./errors.ts";
import { printJson } from "./json-text.ts";

/** One layer's part of a file that several layers write by key. */
export interface Part {
  readonly from: string;
  readonly text: string;
}

/** The structured files that may have more than one owner. Every other path has exactly one. */
export function isJoined(path: string): boolean {
  return joinFor(path) !== undefined;
}

export function join(path: string, parts: readonly Part[]): string {
  const joinParts = joinFor(path);
  if (joinParts === undefined) throw new Error(`"${path}" is not a file that is joined.`);
  return joinParts(path, parts);
}

type Join = (path: string, parts: readonly Part[]) => string;

function joinFor(path: string): Join | undefined {
  const file = path.slice(path.lastIndexOf("/") + 1);
  if (file === "package.json") return joinPackage;
  if (/^tsconfig.*\.json$/u.test(file)) return joinJson;
  if (file === ".env.example") return joinVariables;
  if (file === ".gitignore") return joinLines;
  return undefined;
}

type Json = string | number | boolean | null | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

const packageKeys = [
  "name",
  "version",
  "private",
  "description",
  "license",
  "author",
  "type",
  "scripts",
  "dependencies",
  "devDependencies",
  "engines",
  "packageManager",
];

function joinPackage(path: string, parts: readonly Part[]): string {
  const joined = joinObjects(path, parts);
  const keys = [...packageKeys, ...Object.keys(joined)].filter((key) => Object.hasOwn(joined, key));
  const ordered: JsonObject = {};
  for (const key of keys) {
    const value = joined[key] ?? null;
    ordered[key] = /dependencies$/iu.test(key) ? sorted(value) : value;
  }
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function joinJson(path: string, parts: readonly Part[]): string {
  return printJson(joinObjects(path, parts));
}

function joinObjects(path: string, parts: readonly Part[]): JsonObject {
  const owners = new Map<string, string>();
  const joined: JsonObject = Object.create(null) as JsonObject;
  for (const part of parts) {
    const value = parse(path, part);
    mergeInto(joined, value, [], { path, from: part.from, owners });
  }
  return joined;
}

interface Merging {
  readonly path: string;
  readonly from: string;
  /** Which layer wrote a key first. */
  readonly owners: Map<string, string>;
}

function mergeInto(
  target: JsonObject,
  source: JsonObject,
  at: readonly string[],
  merging: Merging,
): void {
  for (const [key, value] of Object.entries(source)) {
    const here = [...at, key];
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (known === undefined) {
      target[key] = structuredClone(value);
      merging.owners.set(JSON.stringify(here), merging.from);
    } else if (isObject(known) && isObject(value)) {
      mergeInto(known, value, here, merging);
    } else if (Array.isArray(known) && Array.isArray(value)) {
      const seen = new Set(known.map((item) => JSON.stringify(item)));
      known.push(...value.filter((item) => !seen.has(JSON.stringify(item))));
    } else if (JSON.stringify(known) !== JSON.stringify(value)) {
      throw conflict(merging.path, here.join("."), ownerOf(here, merging.owners), merging.from);
    }
  }
}

function ownerOf(at: readonly string[], owners: ReadonlyMap<string, string>): string {
  for (let length = at.length; length > 0; length--) {
    const owner = owners.get(JSON.stringify(at.slice(0, length)));
    if (owner !== undefined) return owner;
  }
  return "another layer";
}

/** By variable; each with the comment lines above it. */
function joinVariables(path: string, parts: readonly Part[]): string {
  const known = new Map<string, { from: string; line: string }>();
  const blocks: string[] = [];
  for (const part of parts) {
    let comments: string[] = [];
    for (const line of part.text.split("\n")) {
      const name = /^#?\s?([A-Z][A-Z0-9_]*)=/u.exec(line)?.[1];
      if (name === undefined) {
        if (line.trim() !== "") comments.push(line);
        continue;
      }
      const earlier = known.get(name);
      if (earlier === undefined) {
        blocks.push([...comments, line].join("\n"));
        known.set(name, { from: part.from, line });
      } else if (earlier.line !== line) {
        throw conflict(path, name, earlier.from, part.from);
      }
      comments = [];
    }
    if (comments.length > 0) blocks.push(comments.join("\n"));
  }
  return `${blocks.join("\n\n")}\n`;
}

function joinLines(_path: string, parts: readonly Part[]): string {
  const lines = parts.flatMap((part) => part.text.split("\n").filter((line) => line !== ""));
  return `${[...new Set(lines)].join("\n")}\n`;
}

function conflict(path: string, key: string, first: string, second: string): UserError {
  return new UserError({
    code: "join_conflict",
    message: `Layers ${first} and ${second} disagree about "${key}" in ${path}.`,
    fix: "Let both say the same, or let one of them leave it out.",
  });
}

function parse(path: string, part: Part): JsonObject {
  try {
    const value = JSON.parse(part.text) as Json;
    if (isObject(value)) return value;
  } catch (error) {
    throw unreadable(path, part.from, error instanceof Error ? error.message : String(error));
  }
  throw unreadable(path, part.from, "it is not an object");
}

function unreadable(path: string, from: string, why: string): UserError {
  return new UserError({
    code: "join_unreadable",
    message: `Layer ${from} brings a ${path} that cannot be joined: ${why}.`,
    fix: "Write it as one plain JSON object.",
  });
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}
