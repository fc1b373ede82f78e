import type { Joins } from "../../packs/manifest/pack.ts";
import { printJson } from "../../words/json-text.ts";
import { joinObjects, readSources } from "./objects.ts";
import { joinPackage } from "./package.ts";
import type { Joined, Part } from "./part.ts";
import { joinVariables } from "./variables.ts";
import { joinYaml } from "./yaml.ts";

/**
 * The structured files that may have more than one owner; every other path has exactly one. YAML is
 * joined only where a foreign pack has brought what that takes.
 */
export function isJoined(path: string, joins?: Joins): boolean {
  return joinFor(path, joins) !== undefined;
}

export function join(path: string, parts: readonly Part[], joins?: Joins): Joined {
  const joinParts = joinFor(path, joins);
  if (joinParts === undefined) throw new Error(`"${path}" is not a file that is joined.`);
  return joinParts(path, parts, joins);
}

/** Whether a file may hold the scripts that package managers run by themselves. */
export function isPackage(path: string): boolean {
  return /(?:^|\/)package\.json$/u.test(path);
}

/** Whether a file of one layer stays byte for byte, because only joining makes it data. */
export function isYaml(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$|(?:^|\/)(?:docker-)?compose\.ya?ml$/u.test(
    path,
  );
}

type Join = (path: string, parts: readonly Part[], joins?: Joins) => Joined;

function joinFor(path: string, joins: Joins | undefined): Join | undefined {
  const file = path.slice(path.lastIndexOf("/") + 1);
  if (isPackage(path)) return joinPackage;
  if (/^tsconfig.*\.json$/u.test(file)) return joinJson;
  if (file === ".env.example") return joinVariables;
  if (file === ".gitignore" || file === ".gitattributes" || file === ".dockerignore")
    return joinLines;
  return joins !== undefined && isYaml(path) ? joinYaml : undefined;
}

function joinJson(path: string, parts: readonly Part[]): Joined {
  const { sources, conflicts } = readSources(path, parts, JSON.parse);
  const joined = joinObjects(path, sources);
  return { text: printJson(joined.value), conflicts: [...conflicts, ...joined.conflicts] };
}

function joinLines(_path: string, parts: readonly Part[]): Joined {
  const lines = parts.flatMap((part) => part.text.split("\n").filter((line) => line !== ""));
  return { text: `${[...new Set(lines)].join("\n")}\n`, conflicts: [] };
}
