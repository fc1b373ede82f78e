import * as z from "zod/mini";
import { condition } from "./condition-schema.ts";
import { textPatterns } from "./option.ts";
import { line, oneOf, strict, title, withDefault } from "./schemas.ts";

const question = {
  title,
  hint: withDefault(line, ""),
  when: z.optional(condition).check(z.describe("When it is asked; always, when it is left out.")),
};

const textOption = strict({
  ...question,
  type: z.literal("text"),
  default: z.optional(line),
  pattern: withDefault(oneOf(textPatterns), "line"),
  secret: withDefault(z.boolean(), false).check(
    z.describe("It stays out of the lock and of every output."),
  ),
}).check(
  z.refine(
    (option) => !option.secret || !option.default,
    "a secret has no default but an empty one",
  ),
);

const choice = strict({ id: line.check(z.minLength(1)), title, hint: withDefault(line, "") });

const choiceOption = strict({
  ...question,
  type: z.literal("choice"),
  default: z.optional(line),
  choices: z.array(choice).check(z.minLength(1)),
}).check(
  z.refine(
    (option) =>
      option.default === undefined || option.choices.some((one) => one.id === option.default),
    "the default is not one of the choices",
  ),
);

const booleanOption = strict({
  ...question,
  type: z.literal("boolean"),
  default: z.optional(z.boolean()),
});

/** A question of a pack, by its key. */
export const option = z.discriminatedUnion("type", [textOption, booleanOption, choiceOption]);
