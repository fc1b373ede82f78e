import { createHash } from "node:crypto";

import type { Context } from "hono";
import { z } from "zod";

import { Refusal } from "../threads.ts";

const codes = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  internal: 500,
} as const;

export function problem(c: Context, code: keyof typeof codes, message: string): Response {
  return c.json({ error: { code, message } }, codes[code]);
}

export const text = z.string().max(100_000).regex(/\S/, "must not be empty");

/** Any JSON that is not nested so deep that whatever reads it later would run out of stack. */
export const values = z.unknown().refine((value) => isFlat(value, 20), "is nested too deeply");

function isFlat(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isFlat(inner, depth - 1));
}

/** The border: what comes in fits the schema after it, or is refused with the reason. */
export function fit<T>(schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", z.prettifyError(parsed.error));
}

export async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body = await c.req.text().catch(() => "");
  try {
    return fit(schema, JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal("invalid", "the body is not JSON");
    throw error;
  }
}

/** The same key names the same thread, in every process and after every restart. */
export function idFor(key: string | undefined): string | undefined {
  if (!key) return undefined;
  return `key-${createHash("sha256").update(key).digest("hex").slice(0, 32)}`;
}
