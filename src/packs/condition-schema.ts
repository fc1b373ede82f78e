import { z } from "zod";
import type { Condition } from "./condition.ts";
import { key, strict } from "./schemas.ts";

const optionTest = z.union([z.string(), z.boolean(), strict({ in: z.array(z.string()).min(1) })]);
const value = z.union([z.string(), z.number()]);
const test = z.union([value, strict({ in: z.array(value).min(1) }), strict({ has: value })]);
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
export const condition: z.ZodType<Condition> = z.lazy(() =>
  strict({
    all: z.array(condition).min(1).optional(),
    any: z.array(condition).min(1).optional(),
    not: condition.optional(),
    options: z.record(key, optionTest).optional(),
    ...Object.fromEntries(answers.map((name) => [name, test.optional()])),
  }),
) as z.ZodType<Condition>;
