import type { Joins } from "../../packs/manifest/pack.ts";
import type { Conflict } from "../../words/errors.ts";
import { json } from "../../words/printable.ts";
import { disagreement, isObject, type JsonObject, type Source } from "./objects.ts";

/** What one layer asks for. */
interface Wish {
  readonly from: string;
  readonly range: string;
}

export interface Dependencies {
  /** The sections of a package.json, as one more part of it. */
  readonly sections: JsonObject;
  readonly conflicts: readonly Conflict[];
}

const names = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** The parts without their dependencies, which are joined by what the ranges mean. */
export function withoutDependencies(sources: readonly Source[]): Source[] {
  return sources.map(({ from, value }) => ({
    from,
    value: Object.fromEntries(
      Object.entries(value).filter(([key, section]) => !isSection(key, section)),
    ),
  }));
}

/**
 * Takes for each package the one range that lies inside all the others. Ranges that do not meet are a
 * conflict, and so are those that merely overlap: what to do then is for a person. What tests need and
 * the program too is a dependency of the program.
 */
export function joinDependencies(
  path: string,
  sources: readonly Source[],
  joins: Joins | undefined,
): Dependencies {
  const conflicts: Conflict[] = [];
  const sections: Record<string, Record<string, string>> = {};
  const wished = wishesIn(sources);
  for (const [section, packages] of wished) {
    const chosen: Record<string, string> = (sections[section] = {});
    for (const [name, own] of packages) {
      const twin = section === "dependencies" ? "devDependencies" : "";
      if (section === "devDependencies" && wished.get("dependencies")?.has(name)) continue;
      const wishes = [...own, ...(wished.get(twin)?.get(name) ?? [])];
      const range = narrowest(wishes, joins);
      if (range === undefined) conflicts.push(clash(path, section, name, wishes, joins));
      else chosen[name] = range;
    }
    // All of it has moved to what the program needs.
    if (packages.size > 0 && Object.keys(chosen).length === 0) delete sections[section];
  }
  return { sections, conflicts };
}

type Wishes = Map<string, Map<string, Wish[]>>;

function wishesIn(sources: readonly Source[]): Wishes {
  const wished: Wishes = new Map();
  for (const { from, value } of sources) {
    for (const [section, packages] of Object.entries(value)) {
      if (!isSection(section, packages)) continue;
      const all = wished.get(section) ?? new Map<string, Wish[]>();
      wished.set(section, all);
      for (const [name, range] of Object.entries(packages)) {
        all.set(name, [...(all.get(name) ?? []), { from, range }]);
      }
    }
  }
  return wished;
}

function isSection(key: string, value: unknown): value is Record<string, string> {
  return (
    names.includes(key) &&
    isObject(value as JsonObject) &&
    Object.values(value as object).every((range) => typeof range === "string")
  );
}

function narrowest(wishes: readonly Wish[], joins: Joins | undefined): string | undefined {
  return wishes.find((one) => wishes.every((other) => fits(one, other, joins)))?.range;
}

/** Tags, files and addresses are no ranges: they have to be the same. */
function fits(one: Wish, other: Wish, joins: Joins | undefined): boolean {
  if (one.range === other.range) return true;
  if (joins === undefined || !areRanges([one, other], joins)) return false;
  return joins.within(one.range, other.range);
}

function areRanges(wishes: readonly Wish[], joins: Joins): boolean {
  return wishes.every(({ range }) => joins.isRange(range));
}

function clash(
  path: string,
  section: string,
  name: string,
  wishes: readonly Wish[],
  joins: Joins | undefined,
): Conflict {
  const key = `${section}.${name}`;
  const pair = pairs(wishes).find(
    ([one, other]) => !fits(one, other, joins) && !fits(other, one, joins),
  );
  const [first, second] = pair ?? [wishes[0], wishes[1]];
  const between = [first?.from ?? "", second?.from ?? ""];
  // What is no range may be an address, and that may hold a secret.
  if (joins === undefined || first === undefined || second === undefined) {
    return disagreement(path, key, between);
  }
  if (!areRanges([first, second], joins)) return disagreement(path, key, between);
  return {
    code: "version_conflict",
    path,
    key,
    between,
    message: `Layers ${between.join(" and ")} want versions of ${json(name)} in ${path} of which neither range lies inside the other: ${json(first.range)} and ${json(second.range)}.`,
    fix: `Let one of them take a range inside the other's.`,
  };
}

function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((one, at) => list.slice(at + 1).map((other): [T, T] => [one, other]));
}
