import { parseSync } from "rolldown/utils";
import { parse as parseYaml } from "yaml";
import { fromJSONSchema } from "zod";
import {
  type Choice,
  faultsIn as openEnds,
  textOf,
  type Texts,
} from "../../src/prove/closed-world.ts";

/** What no parser reads in a project; then what it names and does not have, and the reverse. */
export function faultsIn(texts: Texts, choice: Choice): string[] {
  const unread = [...texts].flatMap(([path, text]) =>
    parseFaults(path, text).map((fault) => `${path}: ${fault}`),
  );
  // Nothing else can be read of a project that does not parse.
  return unread.length > 0 ? unread : [...openEnds(texts, choice), ...scenarios(texts)];
}

const parsers: Readonly<Record<string, (text: string, path: string) => unknown>> = {
  ts: (text, path) => {
    const [error] = parseSync(path, text).errors;
    if (error !== undefined) throw new Error(error.message);
  },
  json: (text) => JSON.parse(text),
  yml: (text) => parseYaml(text),
  yaml: (text) => parseYaml(text),
  example: (text) => {
    const wrong = text.split("\n").find((line) => !/^(#.*|[A-Z][A-Z0-9_]*=.*|)$/.test(line));
    if (wrong !== undefined) throw new Error(`no line of an env file: ${wrong}`);
  },
};

// The same file comes back in most of the projects.
const looked = new Map<string, string[]>();

function parseFaults(path: string, text: string): string[] {
  const key = `${path}\n${text}`;
  const known = looked.get(key);
  if (known !== undefined) return known;
  const faults: string[] = [];
  try {
    parsers[path.slice(path.lastIndexOf(".") + 1)]?.(text, path);
  } catch (error) {
    faults.push(`does not parse: ${String(error)}`);
  }
  looked.set(key, faults);
  return faults;
}

function scenarios(texts: Texts): string[] {
  const schemaPath = "scenarios/scenario.schema.json";
  const schema = fromJSONSchema(JSON.parse(textOf(texts, schemaPath)));
  return [...texts]
    .filter(([path]) => /^scenarios\/[^/]+\.json$/.test(path) && path !== schemaPath)
    .flatMap(([path, text]) => {
      const { error } = schema.safeParse(JSON.parse(text));
      return error === undefined ? [] : [`${path} is no scenario: ${error.message}`];
    });
}
