import * as z from "zod";
import { suggestion } from "../nearest.ts";
import type { Condition } from "./condition.ts";
import { hasUnseen } from "./helpers.ts";
import { offerKinds } from "./pack.ts";

/** An object that takes no other keys, and names the nearest one. */
function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      const unknown = (issue.keys as string[]).map((key) => JSON.stringify(key)).join(", ");
      return `unknown key ${unknown}. ${suggestion(String(issue.keys[0]), known, "key")}`;
    },
  });
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not known. ${suggestion(String(input), values, "value")}`,
  });
}

/** One line that is printed as it stands: nothing in it steers a terminal. */
const line = z
  .string()
  .max(300)
  .refine((text) => !hasUnseen(text), "holds a line break or a character that nobody sees");
const title = line.min(1);
const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/u, "lower-case letters, digits and dashes");
const $schema = z.string().optional().describe("For editors.");

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

const condition: z.ZodType<Condition> = z.lazy(() =>
  strict({
    all: z.array(condition).min(1).optional(),
    any: z.array(condition).min(1).optional(),
    not: condition.optional(),
    ...Object.fromEntries(answers.map((name) => [name, test.optional()])),
  }),
) as z.ZodType<Condition>;

// What stands for us in messages and in the lock is nobody else's name.
const taken = ["create-12-factor-agent", "builtin"];

export const packManifest = strict({
  $schema,
  name: id.describe("The pack's name, as error messages and the lock call it."),
  title: title.describe("One line for people."),
  version: line
    .regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/u, "three numbers, such as 1.4.0")
    .optional()
    .describe("The pack's version; ours is that of the generator."),
});

/** What a pack of somebody else says: it has a version, and no name that is ours. */
export const foreignPackManifest = packManifest.extend({
  name: packManifest.shape.name.refine(
    (name) => !taken.includes(name),
    "is the name of our own pack",
  ),
  version: packManifest.shape.version.unwrap(),
});

const model = strict({
  id: z.string().min(1).describe("As the provider's API takes it."),
  price: strict({ input: z.number(), cached: z.number(), output: z.number() })
    .optional()
    .describe("Dollars for a million tokens; unknown, when it is left out."),
});

export const modelsFile = strict({
  $schema,
  checked: z.iso.date().describe("When somebody last looked at the providers' own lists."),
  retirements: z
    .record(z.string(), z.iso.date())
    .default({})
    .describe("When a provider ends a model, as far as is known, by its id."),
  providers: z
    .record(id, strict({ model, cheaper: model }))
    .describe(
      "For each provider that the pack offers: what its projects use, and what costs less.",
    ),
});

export const layerManifest = strict({
  $schema,
  when: condition.optional().describe("When the layer applies; always, when it is left out."),
  offers: strict({
    kind: oneOf(offerKinds),
    id: z
      .string()
      .max(60)
      .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u, "letters, digits, dots and dashes"),
    title,
    hint: line,
    facts: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/u, "camel case"), line).default({}),
  })
    .optional()
    .describe("Something that a user can pick."),
  order: z.number().default(50).describe("The order of layers, lowest first; then by id."),
});
