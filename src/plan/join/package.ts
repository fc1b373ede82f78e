import type { Joins } from "../../packs/manifest/pack.ts";
import { joinDependencies, withoutDependencies } from "./dependencies.ts";
import { isObject, joinObjects, type Json, type JsonObject, readSources } from "./objects.ts";
import type { Joined, Part } from "./part.ts";

const order = [
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
  "resolutions",
  "engines",
  "packageManager",
];

/** package.json in the usual order of keys, with sorted dependencies. */
export function joinPackage(path: string, parts: readonly Part[], joins?: Joins): Joined {
  const { sources, conflicts: unreadable } = readSources(path, parts, JSON.parse);
  const dependencies = joinDependencies(path, sources, joins);
  const rest = joinObjects(path, withoutDependencies(sources));
  const conflicts = [...unreadable, ...rest.conflicts, ...dependencies.conflicts];
  const joined = { ...rest.value, ...dependencies.sections };
  return { text: `${JSON.stringify(ordered(joined), null, 2)}\n`, conflicts };
}

function ordered(joined: JsonObject): JsonObject {
  const keys = new Set([...order, ...Object.keys(joined)]);
  return Object.fromEntries(
    [...keys]
      .filter((key) => Object.hasOwn(joined, key))
      .map((key) => {
        const value = joined[key] ?? null;
        return [key, /dependencies$/iu.test(key) ? sorted(value) : value];
      }),
  );
}

function sorted(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}
