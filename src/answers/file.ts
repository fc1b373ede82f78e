import path from "node:path";
import type { Host } from "../host/host.ts";
import { messageOf, UserError } from "../words/errors.ts";
import { nearest } from "../words/nearest.ts";
import type { PartialAnswers } from "./answers.ts";

/** The answers as JSON Schema: what an answers file may say. What can be picked, `list` tells. */
export const answersSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Answers of create-12-factor-agent",
  description:
    "Every answer is also a flag; flags win. Run `create-12-factor-agent list` for the ids.",
  type: "object",
  additionalProperties: false,
  properties: {
    directory: { type: "string", minLength: 1, description: "Where the project goes." },
    name: {
      type: "string",
      minLength: 1,
      description: "The package name; default made from the directory's name.",
    },
    blueprint: { type: "string", description: "What the agent is for.", default: "deploybot" },
    provider: { type: "string", description: "Who serves the model.", default: "openai" },
    factors: {
      anyOf: [
        { type: "array", items: { type: "integer" } },
        { type: "string", minLength: 1 },
      ],
      description:
        'Numbers, or a list such as "all", "core" or "all,-10". The anatomy is always in.',
      default: "all",
    },
    store: {
      type: "string",
      description: "Where threads live; only with factor 6.",
      default: "sqlite",
    },
    contextFormat: { type: "string", description: "How events become text.", default: "xml" },
    packs: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description: "Template packs besides ours, as --pack takes them.",
    },
    set: {
      type: "object",
      additionalProperties: { type: ["string", "boolean"] },
      description: "The options of packs, by pack.key. Secrets are better given with --set.",
    },
    license: { type: "string", description: "An SPDX id, or UNLICENSED.", default: "MIT" },
    author: { type: "string", description: "For package.json and the licence.", default: "" },
    packageManager: { type: "string", description: "Default: the one that runs the generator." },
    install: { type: "boolean", description: "Install the dependencies.", default: true },
    git: { type: "boolean", description: "Make a repository and a first commit.", default: true },
  },
} as const;

/** Reads a file of answers, or standard input for "-". Strict: a typo must not become a default. */
export function readAnswersFile(file: string, host: Host): PartialAnswers {
  const name = file === "-" ? "standard input" : `"${file}"`;
  const value = parse(readText(file, name, host), name);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refused(
      `The answers in ${name} are not a JSON object.`,
      'Write them as {"provider": "openai"}.',
    );
  }
  for (const [key, answer] of Object.entries(value)) checkAnswer(key, answer, name);
  return value;
}

function checkAnswer(key: string, answer: unknown, name: string): void {
  if (!isKnown(key)) {
    const close = nearest(key, known);
    throw refused(
      `The answers in ${name} have the unknown key "${key}".`,
      `${close === undefined ? "" : `Did you mean "${close}"? `}Valid: ${known.join(", ")}.`,
    );
  }
  const expected = typeProblem(key, answer);
  if (expected === undefined) return;
  // A secret may be among the options.
  const found = key === "set" ? "something else" : JSON.stringify(answer);
  throw refused(`"${key}" in ${name} is ${found}.`, `Give ${expected}.`);
}

function typeProblem(
  key: keyof typeof answersSchema.properties,
  answer: unknown,
): string | undefined {
  if (key === "factors") {
    const fits = Array.isArray(answer)
      ? answer.every(Number.isInteger)
      : typeof answer === "string" && answer !== "";
    return fits ? undefined : 'a list of numbers such as [6, 7], or a text such as "all,-10"';
  }
  if (key === "packs") {
    const fits = Array.isArray(answer) && answer.every((one) => typeof one === "string" && one);
    return fits ? undefined : 'a list of texts such as ["./pack"]';
  }
  if (key === "set") return isSet(answer) ? undefined : 'an object such as {"pack.key": "text"}';
  const { type } = answersSchema.properties[key];
  if (typeof answer !== type) return type === "boolean" ? "true or false" : "a text in quotes";
  return answer === "" && key !== "author" ? "a text that is not empty" : undefined;
}

function isSet(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return false;
  return Object.values(answer).every((one) => typeof one === "string" || typeof one === "boolean");
}

const known = Object.keys(answersSchema.properties);

function isKnown(key: string): key is keyof typeof answersSchema.properties {
  return Object.hasOwn(answersSchema.properties, key);
}

function readText(file: string, name: string, host: Host): string {
  const { environment, files } = host;
  try {
    if (file === "-") return environment.readStdin();
    return files.readFileSync(path.resolve(environment.cwd, file), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw refused(
      `The answers in ${name} cannot be read (${code}).`,
      "Check the path given to --answers.",
    );
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch (error) {
    throw refused(
      `The answers in ${name} are not JSON: ${messageOf(error)}.`,
      "Repair them; comments and trailing commas are not JSON.",
    );
  }
}

function refused(message: string, fix: string): UserError {
  return new UserError({ code: "invalid_answers", message, fix });
}
