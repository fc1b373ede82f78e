import { validRange } from "semver";
import * as z from "zod";
import { condition } from "./condition-schema.ts";
import { option } from "./option-schema.ts";
import { offerKinds, ours } from "./pack.ts";
import { id, key, line, oneOf, strict, title } from "./schemas.ts";

const $schema = z.string().optional().describe("For editors.");

// What stands for us in messages and in the lock is nobody else's name.
const taken = [ours, "builtin"];

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

const range = line
  .min(1)
  .refine((text) => validRange(text) !== null, "is no range of versions, such as ^1.0.0");

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
    .array(strict({ pack: id, path: line.min(1), version: range }))
    .optional()
    .describe("Files of other packs that this layer owns in their place, and for which versions."),
  order: z.number().default(50).describe("The order of layers, lowest first; then by pack and id."),
});
