import validRange from "semver/ranges/valid.js";
import * as z from "zod/mini";
import { condition } from "./condition-schema.ts";
import { option } from "./option-schema.ts";
import { offerKinds, ours } from "./pack.ts";
import { id, key, line, oneOf, strict, title, withDefault } from "./schemas.ts";

const $schema = z.optional(z.string()).check(z.describe("For editors."));

// What stands for us in messages and in the lock is nobody else's name. A layer of ours is called
// "providers/openai", one of the pack acme "acme/openai".
const rooms = [
  "factors",
  "blueprints",
  "providers",
  "stores",
  "runners",
  "channels",
  "formats",
  "managers",
  "licenses",
  "deploy",
  "shared",
];
const taken = [ours, "builtin", ...rooms];

const version = line.check(
  z.regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/u, "three numbers, such as 1.4.0"),
);

export const packManifest = strict({
  $schema,
  name: id.check(z.describe("The pack's name, as error messages and the lock call it.")),
  title: title.check(z.describe("One line for people.")),
  version: z
    .optional(version)
    .check(z.describe("The pack's version; ours is that of the generator.")),
  options: z
    .optional(
      z
        .record(key, option)
        .check(z.refine((asked) => Object.keys(asked).length <= 100, "has more than 100 of them")),
    )
    .check(z.describe("What the pack asks, in this order.")),
});

/** What a pack of somebody else says: it has a version, and no name that is ours. */
export const foreignPackManifest = z.extend(packManifest, {
  name: packManifest.shape.name.check(
    z.refine((name) => !taken.includes(name), "is a name of ours"),
  ),
  version,
});

const range = line.check(
  z.minLength(1),
  z.refine((text) => validRange(text) !== null, "is no range of versions, such as ^1.0.0"),
);

const model = strict({
  id: z.string().check(z.minLength(1), z.describe("As the provider's API takes it.")),
  price: z
    .optional(strict({ input: z.number(), cached: z.number(), output: z.number() }))
    .check(z.describe("Dollars for a million tokens; unknown, when it is left out.")),
});

export const modelsFile = strict({
  $schema,
  checked: z.iso.date().check(z.describe("When somebody last looked at the providers' own lists.")),
  retirements: withDefault(z.record(z.string(), z.iso.date()), {}).check(
    z.describe("When a provider ends a model, as far as is known, by its id."),
  ),
  providers: z
    .record(id, strict({ model, cheaper: model }))
    .check(
      z.describe(
        "For each provider that the pack offers: what its projects use, and what costs less.",
      ),
    ),
});

const offer = strict({
  kind: oneOf(offerKinds),
  id: z
    .string()
    .check(
      z.maxLength(60),
      z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u, "letters, digits, dots and dashes"),
    ),
  title,
  hint: line,
  facts: withDefault(z.record(key, line), {}),
  name: z.optional(id).check(z.describe("What --factors also calls a factor.")),
  needs: z
    .optional(z.array(z.int().check(z.positive())))
    .check(z.describe("Of a factor: the others it builds on.")),
}).check(
  z.refine(
    ({ kind, id: number }) => kind !== "factor" || /^[1-9]\d{0,2}$/u.test(number),
    "a factor's id is its number",
  ),
  z.refine(
    ({ kind, name, needs }) => kind === "factor" || (name ?? needs) === undefined,
    "name and needs are for factors",
  ),
);

// Of a part of a layer. Far more than anybody writes: each of thousands of files may have one.
const ownCondition = condition.check(
  z.refine((when) => JSON.stringify(when).length <= 4_000, "is longer than 4000 characters"),
);

export const layerManifest = strict({
  $schema,
  when: z
    .optional(condition)
    .check(z.describe("When the layer applies; always, when it is left out.")),
  offers: z.optional(offer).check(z.describe("Something that a user can pick.")),
  replaces: z
    .optional(z.array(strict({ pack: id, path: line.check(z.minLength(1)), version: range })))
    .check(
      z.describe(
        "Files of other packs that this layer owns in their place, and for which versions.",
      ),
    ),
  files: z
    .optional(
      z.record(
        line,
        strict({
          when: z
            .optional(ownCondition)
            .check(z.describe("When it applies, where the layer does.")),
          as: z
            .optional(line.check(z.minLength(1)))
            .check(z.describe("Where it goes in the project, instead of where it lies.")),
          yours: z.optional(z.boolean()),
        }),
      ),
    )
    .check(
      z.describe(
        "What holds for single files and folders, by their paths below files/, without .hbs.",
      ),
    ),
  slots: z
    .optional(z.record(line, strict({ when: ownCondition })))
    .check(z.describe("When single fragments apply, by their paths below slots/, without .hbs.")),
  yours: z
    .optional(z.boolean())
    .check(z.describe("Whether the owner of a project is meant to change what the layer brings.")),
  order: withDefault(z.number(), 50).check(
    z.describe("The order of layers, lowest first; then by pack and id."),
  ),
});
