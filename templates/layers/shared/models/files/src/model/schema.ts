import { z } from "zod";

import type { ModelReply } from "./model.ts";

type Json = string | number | boolean | null | Json[] | JsonObject;
type JsonObject = { [key: string]: Json };

/**
 * The steps as a JSON Schema that strict modes accept: an object at the root, `anyOf` for the union, every
 * property required and optional ones nullable, nothing additional. What it cannot say, such as the length
 * of a text, is checked on our side, where the full schema reads every reply. Throws where a shape itself
 * cannot be said, such as a tuple or an object with any keys.
 */
export function wireSchema(steps: z.ZodType, reasoning = false): JsonObject {
  const properties: JsonObject = reasoning ? { reasoning: { type: "string" } } : {};
  properties.step = schemasOf(steps).wire;
  const required = Object.keys(properties);
  return { type: "object", properties, required, additionalProperties: false };
}

type Reply = Pick<ModelReply, "output" | "reasoning">;

/** The step inside a reply, or the text as it came where it is no JSON: `readStep` will say so. */
export function readReply(text: string, steps: z.ZodType): Reply {
  try {
    const reply: unknown = JSON.parse(text);
    if (!isObject(reply) || !("step" in reply) || "intent" in reply) return { output: reply };
    const output = withoutNulls(reply.step, schemasOf(steps).json);
    const { reasoning } = reply;
    return typeof reasoning === "string" ? { output, reasoning } : { output };
  } catch {
    return { output: text };
  }
}

/**
 * What the schema on the wire leaves out, a line each: the limits of a number, the length of a text.
 * Only our own reading of the reply holds the model to it.
 */
export function leftOut(steps: z.ZodType): string[] {
  return lost(schemasOf(steps).json, "");
}

function lost(schema: Json | undefined, path: string): string[] {
  if (!isObject(schema)) return [];
  const { properties, items } = schema;
  const here = Object.entries(schema)
    .filter(([key, value]) => !known.has(key) && !isImplied(key, value, schema))
    .map(([key, value]) => `${path || "step"}: ${key} ${JSON.stringify(value)}`);
  const options = optionsOf(schema) ?? [];
  const inner = Object.entries(isObject(properties) ? properties : {});
  return [
    ...here,
    ...options.flatMap((option) =>
      lost(option, [path, literalOf(option)].filter(Boolean).join(".")),
    ),
    ...inner.flatMap(([name, property]) => lost(property, `${path}.${name}`)),
    ...lost(items, `${path}[]`),
  ].map((line) => line.replace(/^\./, ""));
}

/** The literal that tells an option of a union from the others, such as its intent. */
function literalOf(option: Json): string {
  const { properties } = isObject(option) ? option : {};
  const literals = Object.values(isObject(properties) ? properties : {});
  const [only] = literals.flatMap((one) => (isObject(one) && "const" in one ? [one.const] : []));
  return typeof only === "string" ? only : "";
}

/** Every integer is a safe one, and a format has a pattern: neither was asked for. */
function isImplied(key: string, value: Json, schema: JsonObject): boolean {
  if (key === "pattern") return "format" in schema;
  return Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
}

const schemas = new WeakMap<z.ZodType, { json: JsonObject; wire: Json }>();

function schemasOf(steps: z.ZodType): { json: JsonObject; wire: Json } {
  const made = schemas.get(steps);
  if (made) return made;
  const json = z.toJSONSchema(steps, { reused: "inline", cycles: "throw" }) as JsonObject;
  const wire = strict(json);
  schemas.set(steps, { json, wire });
  return { json, wire };
}

const keywords = new Set(["type", "enum", "description"]);
const shape = [
  "properties",
  "required",
  "items",
  "const",
  "anyOf",
  "oneOf",
  "additionalProperties",
  "$schema",
];
const known = new Set([...keywords, ...shape]);
const unsayable = ["allOf", "not", "prefixItems", "propertyNames", "patternProperties"];

function strict(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { properties, required, items, const: only, ...rest } = schema;
  const lost = unsayable.find((keyword) => keyword in schema);
  if (lost) throw new Error(`a strict schema cannot say ${lost}: ${JSON.stringify(schema)}`);
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(rest)) if (keywords.has(key)) kept[key] = value;
  if (only !== undefined) kept.enum = [only];
  const union = optionsOf(schema);
  if (union) kept.anyOf = union.map(strict);
  if (items !== undefined) kept.items = strict(items);
  if (isObject(properties)) {
    const always = Array.isArray(required) ? required : [];
    kept.properties = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        always.includes(name) ? strict(property) : { anyOf: [strict(property), { type: "null" }] },
      ]),
    );
    kept.required = Object.keys(properties);
    kept.additionalProperties = false;
  }
  if (!("type" in kept || "enum" in kept || "anyOf" in kept))
    throw new Error(`a strict schema cannot say "anything": ${JSON.stringify(schema)}`);
  return kept;
}

/** Strict modes write `null` for what was left out. A `null` that the steps ask for stays. */
function withoutNulls(value: unknown, schema: Json | undefined): unknown {
  if (!isObject(schema) || typeof value !== "object" || value === null) return value;
  const union = optionsOf(schema);
  if (union) {
    const chosen = union.find((option) => fits(value, option));
    return withoutNulls(value, chosen);
  }
  if (Array.isArray(value)) return value.map((inner) => withoutNulls(inner, schema.items));
  const { properties, required } = schema;
  if (!isObject(properties)) return value;
  const always = Array.isArray(required) ? required : [];
  const present = Object.entries(value).filter(
    ([key, inner]) => inner !== null || always.includes(key) || !Object.hasOwn(properties, key),
  );
  return Object.fromEntries(
    present.map(([key, inner]) => [key, withoutNulls(inner, properties[key])]),
  );
}

/** Is this the option that a value was written for? The literals of an object, such as `intent`, tell. */
function fits(value: object, option: Json): boolean {
  if (!isObject(option)) return false;
  const union = optionsOf(option);
  if (union) return union.some((inner) => fits(value, inner));
  if (Array.isArray(value)) return option.type === "array";
  if (!isObject(option.properties)) return false;
  const literals = Object.entries(option.properties).filter(
    ([, property]) => isObject(property) && "const" in property,
  );
  const given = new Map<string, unknown>(Object.entries(value));
  return literals.every(
    ([key, property]) => isObject(property) && given.get(key) === property.const,
  );
}

function optionsOf({ anyOf, oneOf }: JsonObject): Json[] | undefined {
  const union = anyOf ?? oneOf;
  return Array.isArray(union) ? union : undefined;
}

function isObject<T>(value: T | Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
