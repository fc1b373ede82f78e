import { readdirSync, readFileSync } from "node:fs";

import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";

import { UserError } from "../src/user-error.ts";
import { scenario, type Scenario } from "./scenario.ts";

/** The names of the scenarios that begin with these letters. */
export function scenarioNames(beginning = ""): string[] {
  return readdirSync("scenarios")
    .filter((file) => file.endsWith(".json") && file !== "scenario.schema.json")
    .map((file) => file.slice(0, -".json".length))
    .filter((name) => name.startsWith(beginning))
    .toSorted();
}

/** Throws UserError where there is none of this name, or where it is no scenario. */
export function readNamed(name: string): Scenario {
  const names = scenarioNames();
  if (!names.includes(name))
    throw new UserError(`There is no scenario ${name}: choose ${names.join(", ")}.`);
  return readScenario(`scenarios/${name}.json`);
}

/** Throws UserError, which says file, line and field of everything that does not fit. */
export function readScenario(file: string): Scenario {
  const text = readFileSync(file, "utf8");
  const value = parseJson(text, file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines }); // the same values, and where they stand
  const at = (offset: number, problem: string) =>
    `${file}:${lines.linePos(offset).line}: ${problem}`;

  const twice = document.errors.find(({ code }) => code === "DUPLICATE_KEY");
  if (twice) throw new UserError(at(twice.pos[0], "this key is there twice"));
  const parsed = scenario.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const { path, message, key } = closest(issue);
    const field = z.core.toDotPath(path);
    return at(offsetOf([...path, ...key], document), field ? `${field}: ${message}` : message);
  });
  throw new UserError(problems.join("\n"));
}

function parseJson(text: string, file: string): unknown {
  const problem = problemOf(text);
  if (!problem) return JSON.parse(text);
  // Not every problem comes with its place, so it is looked for: the first line that nothing can follow.
  const lines = text.trimEnd().split("\n");
  const found = lines.findIndex((_line, n) => {
    const start = lines.slice(0, n + 1).join("\n");
    const here = problemOf(start);
    return here && !here.includes("end of JSON") && !here.includes(`position ${start.length}`);
  });
  const line = found < 0 ? lines.length : found + 1;
  throw new UserError(`${file}:${line}: no JSON: ${problem.replace(/ in JSON.*|, [."].*/s, "")}`);
}

function problemOf(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Where the value at this path begins or, when there is none, the one that it is missing in. */
function offsetOf(path: PropertyKey[], document: Document): number {
  const node: unknown = document.getIn(path, true);
  if (isNode(node)) return node.range?.[0] ?? 0;
  return path.length === 0 ? 0 : offsetOf(path.slice(0, -1), document);
}

interface Misfit {
  path: PropertyKey[];
  message: string;
  /** The key in it that is not known, if that is what is wrong. */
  key: string[];
}

/** Of the shapes that a value may have, the one that it comes closest to is explained. */
function closest(issue: z.core.$ZodIssue, above: PropertyKey[] = []): Misfit {
  const path = [...above, ...issue.path];
  const key = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  if (issue.code !== "invalid_union") return { path, message: issue.message, key };
  const isOther = (found: z.core.$ZodIssue[]) => found.some(({ path }) => path.length === 0);
  const meant = issue.errors.find((found) => !isOther(found))?.[0];
  if (meant) return closest(meant, path);
  const keys = issue.errors.flatMap(
    (found) => found.find(({ path }) => path.length > 0)?.path ?? [],
  );
  const message = keys.length > 0 ? `needs one of ${keys.map(String).join(", ")}` : issue.message;
  return { path, message, key };
}
