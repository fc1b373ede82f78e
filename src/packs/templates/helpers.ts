import { json, md, str, yaml } from "../../words/printable.ts";
import { slotMarker } from "./slots.ts";

/** All that a template can call: literals for each format, and conditions. There is no way to add more. */
export const helpers: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  json: (value) => json(value),
  str: (value) => str(String(value)),
  yaml: (value) => yaml(String(value)),
  md: (value) => md(String(value)),
  eq: (left, right) => left === right,
  and: (...values) => values.every(isTrue),
  or: (...values) => values.some(isTrue),
  not: (value) => !isTrue(value),
  has: (list, item) => Array.isArray(list) && list.includes(item),
  slot: (name) => slotMarker(String(name)),
};

export const conditionHelpers = ["eq", "and", "or", "not", "has"] as const;

/** What `if` takes for true: an empty list is not. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
