import * as z from "zod/mini";
import type { Condition } from "./condition.ts";
import { key, strict } from "./schemas.ts";

const optionTest = z.union([
  z.string(),
  z.boolean(),
  strict({ in: z.array(z.string()).check(z.minLength(1)) }),
]);
const fact = z.string().check(z.regex(/^[a-zA-Z]+\.[a-zA-Z]\w*$/u, "such as provider.api"));
const factTest = z.union([z.string(), strict({ in: z.array(z.string()).check(z.minLength(1)) })]);
const value = z.union([z.string(), z.number()]);
const test = z.union([
  value,
  strict({ in: z.array(value).check(z.minLength(1)) }),
  strict({ has: value }),
]);
const answers = [
  "blueprint",
  "provider",
  "store",
  "factors",
  "contextFormat",
  "license",
  "packageManager",
] as const;

/** When something applies, as a pack writes it. */
export const condition: z.ZodMiniType<Condition> = z.lazy(() =>
  strict({
    all: z.optional(z.array(condition).check(z.minLength(1))),
    any: z.optional(z.array(condition).check(z.minLength(1))),
    not: z.optional(condition),
    options: z.optional(z.record(key, optionTest)),
    facts: z.optional(z.record(fact, factTest)),
    ...Object.fromEntries(answers.map((name) => [name, z.optional(test)])),
  }),
) as z.ZodMiniType<Condition>;
