import { z } from "zod";
import type { Condition } from "./condition.ts";

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/u, "lower-case letters, digits and dashes");
const value = z.union([z.string(), z.number()]);
const test = z.union([
  value,
  z.strictObject({ in: z.array(value).min(1) }),
  z.strictObject({ has: value }),
]);
const answer = z.enum([
  "blueprint",
  "provider",
  "store",
  "factors",
  "contextFormat",
  "license",
  "packageManager",
]);

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.strictObject({
    all: z.array(condition).min(1).optional(),
    any: z.array(condition).min(1).optional(),
    not: condition.optional(),
    ...Object.fromEntries(answer.options.map((name) => [name, test.optional()])),
  }),
) as z.ZodType<Condition>;

export const packManifest = z.strictObject({
  name: id.describe("The pack's name, as error messages and the lock call it."),
  title: z.string().min(1).describe("One line for people."),
  version: z.string().optional().describe("The pack's version; ours is that of the generator."),
});

const model = z.strictObject({
  id: z.string().min(1).describe("As the provider's API takes it."),
  price: z
    .strictObject({ input: z.number(), cached: z.number(), output: z.number() })
    .optional()
    .describe("Dollars for a million tokens; unknown, when it is left out."),
});

export const modelsFile = z.strictObject({
  checked: z.iso.date().describe("When somebody last looked at the providers' own lists."),
  retirements: z
    .record(z.string(), z.iso.date())
    .default({})
    .describe("When a provider ends a model, as far as is known, by its id."),
  providers: z
    .record(id, z.strictObject({ model, cheaper: model }))
    .describe(
      "For each provider that the pack offers: what its projects use, and what costs less.",
    ),
});

export const layerManifest = z.strictObject({
  when: condition.optional().describe("When the layer applies; always, when it is left out."),
  offers: z
    .strictObject({
      kind: z.enum([
        "factor",
        "provider",
        "blueprint",
        "store",
        "license",
        "packageManager",
        "contextFormat",
      ]),
      id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u, "letters, digits, dots and dashes"),
      title: z.string().min(1),
      hint: z.string(),
      facts: z
        .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/u, "camel case"), z.string())
        .default({}),
    })
    .optional()
    .describe("Something that a user can pick."),
  order: z.number().default(50).describe("The order of layers, lowest first; then by id."),
});
