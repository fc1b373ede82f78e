import type { Context } from "hono";
import { z } from "zod";

import { answer } from "../humans.ts";
import { fit, read, text } from "./request.ts";

const response = z.looseObject({ request: text, user: text.max(200).optional() });

/** What a person answers, to which request, and who it is. */
export async function readResponse(c: Context) {
  const { request, user, ...said } = await read(c, response);
  return { request, user, answer: fit(answer, said) };
}
