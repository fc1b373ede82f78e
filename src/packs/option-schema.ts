import { z } from "zod";
import { condition } from "./condition-schema.ts";
import { textPatterns } from "./option.ts";
import { line, oneOf, strict, title } from "./schemas.ts";

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

/** A question of a pack, by its key. */
export const option = z.discriminatedUnion("type", [textOption, booleanOption, choiceOption]);
