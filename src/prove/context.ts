import type { Combination } from "./combinations.ts";

/** What a template reads, with a combination's values at their names. */
export function contextFrom({ texts, lists }: Combination): object {
  const context: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries({ ...texts, ...lists })) {
    const [head = "", field] = name.split(".");
    if (field === undefined) context[head] = value;
    else context[head] = { ...(context[head] as object | undefined), [field]: value };
  }
  return context;
}
