import * as z from "zod/mini";
import type { Condition } from "./condition.ts";

const id = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9+-]*$/u, "lower-case letters, digits and dashes"));
const line = z.string().check(z.minLength(1));
const value = z.union([z.string(), z.number()]);
const test = z.union([
  value,
  z.strictObject({ in: z.array(value).check(z.minLength(1)) }),
  z.strictObject({ has: value }),
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

const condition: z.ZodMiniType<Condition> = z.lazy(() =>
  z.strictObject({
    all: z.optional(z.array(condition).check(z.minLength(1))),
    any: z.optional(z.array(condition).check(z.minLength(1))),
    not: z.optional(condition),
    ...Object.fromEntries(answers.map((name) => [name, z.optional(test)])),
  }),
) as z.ZodMiniType<Condition>;

export const packManifest = z.strictObject({
  name: id,
  title: line,
  /** Ours is that of the generator. */
  version: z.optional(line),
});

export const layerManifest = z.strictObject({
  /** When the layer applies; always, when it is left out. */
  when: z.optional(condition),
  /** Something that a user can pick. */
  offers: z.optional(
    z.strictObject({
      kind: z.enum([
        "factor",
        "provider",
        "blueprint",
        "store",
        "license",
        "packageManager",
        "contextFormat",
      ]),
      id: z
        .string()
        .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u, "letters, digits, dots and dashes")),
      title: line,
      hint: z.string(),
      facts: z._default(
        z.record(z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/u, "camel case")), z.string()),
        {},
      ),
    }),
  ),
  /** The order of layers, lowest first; then by id. */
  order: z._default(z.number(), 50),
});
