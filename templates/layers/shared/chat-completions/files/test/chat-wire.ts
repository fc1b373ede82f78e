import { z } from "zod";

import type { Model, ModelReply } from "../src/model/model.ts";
import { request } from "./request.ts";
import { serve, type Answer, type Asked } from "./wire.ts";

interface Delta {
  content?: string | null;
  refusal?: string;
  reasoning?: string;
}

/** A chunk of a streamed reply, with what a server adds to it. */
export function chunk(
  delta: Delta,
  finish_reason: string | null = null,
  more: object = {},
): object {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason }];
  const head = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_790_000_000 };
  return { ...head, model: "a-model", choices, ...more };
}

export function errorOf(status: number, error: object | string): Answer {
  return { status, body: JSON.stringify({ error }) };
}

const step = { intent: "done", message: "It is done." };
export const reply = JSON.stringify({ step });

/** Asks for one step, and what became of it: with what the server was asked, and what it said meanwhile. */
export async function ask(
  answer: Answer,
  open: (url: string) => Model,
): Promise<{ reply: ModelReply; asked: Asked; body: object; heard: (string | null)[] }> {
  const { url, asked } = await serve(answer);
  const heard: (string | null)[] = [];
  const replied = await open(url).reply(
    request({
      steps: z.discriminatedUnion("intent", [
        z.strictObject({ intent: z.literal("done"), message: z.string() }),
      ]),
      hear: (text) => heard.push(text),
    }),
  );
  const [first] = asked;
  if (!first) throw new Error("nobody was asked");
  return { reply: replied, asked: first, body: JSON.parse(first.body) as object, heard };
}
