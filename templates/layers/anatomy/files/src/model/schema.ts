import { z } from "zod";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * The steps as a JSON Schema that strict modes accept: an object at the root, `anyOf` for the union, every
 * property required and optional ones nullable, nothing additional. What it cannot say, such as the length
 * of a text, is checked on our side, where the full schema reads every reply.
 */
export function wireSchema(steps: z.ZodType): { [key: string]: Json } {
  const known = schemas.get(steps);
  if (known) return known;
  const json = z.toJSONSchema(steps, { reused: "inline" }) as { [key: string]: Json };
  const schema = {
    type: "object",
    properties: { step: strict(json) },
    required: ["step"],
    additionalProperties: false,
  };
  schemas.set(steps, schema);
  return schema;
}

const schemas = new WeakMap<z.ZodType, { [key: string]: Json }>();
const keywords = new Set([
  "type",
  "enum",
  "const",
  "description",
  "properties",
  "required",
  "items",
  "anyOf",
  "oneOf",
]);

function strict(schema: Json): Json {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const { properties, required, items, anyOf, oneOf, ...rest } = schema;
  const kept: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(rest)) {
    if (key === "const") kept.enum = [value];
    else if (keywords.has(key)) kept[key] = value;
  }
  const union = anyOf ?? oneOf;
  if (Array.isArray(union)) kept.anyOf = union.map(strict);
  if (items !== undefined) kept.items = strict(items);
  if (typeof properties === "object" && properties !== null && !Array.isArray(properties)) {
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
  return kept;
}

/** The step inside a reply, or the text as it came where it is no JSON: `readStep` will say so. */
export function readReply(text: string): unknown {
  try {
    const reply: unknown = JSON.parse(text);
    return typeof reply === "object" && reply !== null && "step" in reply
      ? withoutNulls(reply.step)
      : reply;
  } catch {
    return text;
  }
}

/** Strict modes write `null` for what was left out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(present.map(([key, inner]) => [key, withoutNulls(inner)]));
}
