import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import { suggestion } from "../../words/nearest.ts";
import { hasUnseen } from "../../words/printable.ts";

// The small form of zod has no words of its own.
z.config(en());

export { _default as withDefault } from "zod/mini";

/** An object that takes no other keys, and names the nearest one. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      const unknown = (issue.keys as string[]).map((key) => JSON.stringify(key)).join(", ");
      return `unknown key ${unknown}. ${suggestion(String(issue.keys[0]), known, "key")}`;
    },
  });
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not known. ${suggestion(String(input), values, "value")}`,
  });
}

/** One line that is printed as it stands: nothing in it steers a terminal. */
export const line = z.string().check(
  z.maxLength(300),
  z.refine((text) => !hasUnseen(text), "holds a line break or a character that nobody sees"),
);
export const title = line.check(z.minLength(1));
export const id = z
  .string()
  .check(
    z.maxLength(60),
    z.regex(/^[a-z0-9][a-z0-9-]*$/u, "lower-case letters, digits and dashes"),
  );
export const key = z.string().check(z.maxLength(60), z.regex(/^[a-z][A-Za-z0-9]*$/u, "camel case"));
