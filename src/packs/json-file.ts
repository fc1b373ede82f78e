import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import type { Problem } from "./problem.ts";

export type Read<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** Reads one JSON file of a pack by its schema. Problems say the line and the key. */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Read<z.infer<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failed([
      { file, ...lineOfSyntaxError(text), message: `is not JSON: ${messageOf(error)}` },
    ]);
  }
  // JSON is YAML; this parser knows where things stand, and that a key stands there twice.
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    return failed(
      document.errors.map(({ pos, message }) => ({
        file,
        line: lineAt(pos[0]),
        message: (message.split("\n")[0] ?? "").replace(/ at line .*/u, ""),
      })),
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data, problems: [] };
  return failed(
    parsed.error.issues.map((issue) => {
      const at = [
        ...issue.path,
        ...(issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : []),
      ];
      const where = issue.path.map(String).join(".");
      const message = isMissing(issue, document) ? "is missing" : issue.message;
      return {
        file,
        line: lineAt(offsetOf(document.contents, at)),
        message: where === "" ? message : `${where}: ${message}`,
      };
    }),
  );
}

function failed(problems: readonly Problem[]): Read<never> {
  return { value: undefined, problems };
}

function isMissing(issue: z.core.$ZodIssue, document: Document): boolean {
  return issue.code === "invalid_type" && !document.hasIn(issue.path);
}

/** Where a key stands, or the innermost part of the way to it that is there. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** Node says the position in some versions and the line in others. */
function lineOfSyntaxError(text: string): { line?: number } {
  const lines = new LineCounter();
  const [error] = parseDocument(text, { lineCounter: lines }).errors;
  return error === undefined ? {} : { line: lines.linePos(error.pos[0]).line };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
