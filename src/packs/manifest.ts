import { z } from "zod";
import { suggestion } from "../nearest.ts";
import type { Condition } from "./condition.ts";
import { hasUnseen } from "./helpers.ts";
import { offerKinds, ours, textPatterns } from "./pack.ts";

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

const key = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z0-9]*$/u, "camel case");
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

const condition: z.ZodType<Condition> = z.lazy(() =>
  strict({
    all: z.array(condition).min(1).optional(),
    any: z.array(condition).min(1).optional(),
    not: condition.optional(),
    options: z.record(key, optionTest).optional(),
    ...Object.fromEntries(answers.map((name) => [name, test.optional()])),
  }),
) as z.ZodType<Condition>;

// What stands for us in messages and in the lock is nobody else's name.
const taken = [ours, "builtin"];

const question = {
  title,
  hint: line.default(""),
  when: condition.optional().describe("When it is asked; always, when it is left out."),
};

const textOption = strict({
  ...question,
  type: z.literal("text"),
  default: line.optional(),
  pattern: oneOf(textPatterns).default("line"),
  secret: z.boolean().default(false).describe("It stays out of the lock and of every output."),
}).refine(
  (option) => !option.secret || !option.default,
  "a secret has no default but an empty one",
);

const choice = strict({ id: line.min(1), title, hint: line.default("") });

const choiceOption = strict({
  ...question,
  type: z.literal("choice"),
  default: line.optional(),
  choices: z.array(choice).min(1),
}).refine(
  (option) =>
    option.default === undefined || option.choices.some((one) => one.id === option.default),
  "the default is not one of the choices",
);

const booleanOption = strict({
  ...question,
  type: z.literal("boolean"),
  default: z.boolean().optional(),
});

const option = z.discriminatedUnion("type", [textOption, booleanOption, choiceOption]);

export const packManifest = strict({
  $schema,
  name: id.describe("The pack's name, as error messages and the lock call it."),
  title: title.describe("One line for people."),
  version: line
    .regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/u, "three numbers, such as 1.4.0")
    .optional()
    .describe("The pack's version; ours is that of the generator."),
  options: z.record(key, option).optional().describe("What the pack asks, in this order."),
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
    facts: z.record(key, line).default({}),
    name: id.optional().describe("What --factors also calls a factor."),
    needs: z.array(z.int().positive()).optional().describe("Of a factor: the others it builds on."),
  })
    .refine(
      ({ kind, id: number }) => kind !== "factor" || /^[1-9]\d{0,2}$/u.test(number),
      "a factor's id is its number",
    )
    .refine(
      ({ kind, name, needs }) => kind === "factor" || (name ?? needs) === undefined,
      "name and needs are for factors",
    )
    .optional()
    .describe("Something that a user can pick."),
  replaces: z
    .array(strict({ pack: id, path: line.min(1), version: line.min(1) }))
    .optional()
    .describe("Files of other packs that this layer owns in their place, and for which versions."),
  order: z.number().default(50).describe("The order of layers, lowest first; then by pack and id."),
});
