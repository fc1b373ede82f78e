import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import { type $ZodIssue, type $ZodType, type output, safeParse } from "zod/v4/core";
import { messageOf } from "../../words/errors.ts";
import type { Problem } from "./problem.ts";

export type Read<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** Reads one JSON file of a pack by its schema. Problems say the line and the key. */
export function readJsonFile<Schema extends $ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Read<output<Schema>> {
  const depth = tooDeep(text);
  if (depth !== undefined) return failed([{ file, line: depth, message: "is nested too deeply" }]);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const problemAt = (offset: number, message: string): Problem => ({
    file,
    line: text.slice(0, offset).split("\n").length,
    message,
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failed([problemAt(errors[0]?.offset ?? 0, `is not JSON: ${messageOf(error)}`)]);
  }
  if (tree === undefined) return failed([problemAt(0, "is empty")]);
  const twice = repeatedKeys(tree);
  const parsed = safeParse(schema, json);
  if (parsed.success && twice.length === 0) return { value: parsed.data, problems: [] };
  const problemOf = (issue: $ZodIssue): Problem => {
    const path = issue.path as (string | number)[];
    const { node, whole } = find(tree, path);
    const message = issue.code === "invalid_type" && !whole ? "is missing" : issue.message;
    const stranger = issue.code === "unrecognized_keys" ? keyNode(node, issue.keys[0]) : undefined;
    const where = path.length === 0 ? "" : `${path.join(".")}: `;
    return problemAt((stranger ?? node).offset, `${where}${message}`);
  };
  const found = [
    ...twice.map((key) => () => problemAt(key.offset, `"${String(key.value)}" stands there twice`)),
    ...(parsed.error?.issues ?? []).map((issue) => () => problemOf(issue)),
  ];
  const rest = found.length - shown;
  return failed([
    ...found.slice(0, shown).map((problem) => problem()),
    ...(rest > 0 ? [{ file, message: `and ${rest} more of the kind` }] : []),
  ]);
}

// A screen of them is enough to see what is wrong, and finding the line of each takes its time.
const shown = 50;

// Far more than anybody nests, and far less than what no parser here survives.
const deepest = 64;

/** The line on which it gets too deep. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gu)) {
    if (mark === "[" || mark === "{") depth += 1;
    else if (mark === "]" || mark === "}") depth -= 1;
    if (depth > deepest) return text.slice(0, index).split("\n").length;
  }
  return undefined;
}

function failed(problems: readonly Problem[]): Read<never> {
  return { value: undefined, problems };
}

/** What lies at a path, or the innermost part of the way to it that is there. */
function find(tree: Node, path: readonly (string | number)[]): { node: Node; whole: boolean } {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return { node, whole: length === path.length };
  }
  return { node: tree, whole: path.length === 0 };
}

function keyNode(object: Node, name: string | undefined): Node | undefined {
  return keysOf(object).find((key) => key.value === name);
}

/** JSON.parse keeps the last of two equal keys, without a word. */
function repeatedKeys(node: Node): Node[] {
  const known = new Set<unknown>();
  const own = keysOf(node).filter(({ value }) => known.size === known.add(value).size);
  return [...own, ...(node.children ?? []).flatMap(repeatedKeys)];
}

function keysOf(node: Node): Node[] {
  if (node.type !== "object") return [];
  return (node.children ?? []).flatMap((property) => property.children?.[0] ?? []);
}
