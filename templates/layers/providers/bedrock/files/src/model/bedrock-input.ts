import type {
  ContentBlock,
  ConverseStreamOutput,
  Message,
  Tool,
  ToolUseBlock,
} from "@aws-sdk/client-bedrock-runtime";
import { z } from "zod";

import type { Entry } from "../context.ts";

/** The entries as messages of the Converse API. What the next request begins with too is kept in the cache. */
export function messagesOf(user: Entry[], stable: number): Message[] {
  const messages: { role: "assistant" | "user"; content: ContentBlock[] }[] = [];
  for (const [n, entry] of user.entries()) {
    const block = blockOf(entry, user[n - 1]);
    const role = block.toolUse ? "assistant" : "user";
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(block);
    else messages.push({ role, content: [block] });
    if (n === stable - 1) messages.at(-1)?.content.push({ cachePoint: { type: "default" } });
  }
  return messages;
}

/** Texts in one message have a blank line between them, as nothing else tells them apart. */
function blockOf(entry: Entry, before: Entry | undefined): ContentBlock {
  if (typeof entry === "string")
    return { text: typeof before === "string" ? `\n\n${said(entry)}` : said(entry) };
  const toolUseId = entry.id;
  switch (entry.type) {
    case "called": {
      const input = entry.arguments as ToolUseBlock["input"];
      return { toolUse: { toolUseId, name: entry.name, input } };
    }
    case "returned":
      return { toolResult: { toolUseId, content: [{ text: said(entry.text) }] } };
  }
}

/** Nothing but white space is refused: then its quotes are there too. */
function said(text: string): string {
  return text.trim() ? text : JSON.stringify(text);
}

/** A tool an intent, by the names that the calls have. */
export function toolsOf(schema: object): Tool[] {
  return optionsIn(schema).map(({ intent, properties }) => {
    const required = Object.keys(properties);
    const json = { type: "object", properties, required, additionalProperties: false };
    return { toolSpec: { name: nameOf(intent), inputSchema: { json } } };
  });
}

/** A model that calls a tool has said its step all the same: the reply that its first call stands for. */
export function callIn(events: ConverseStreamOutput[], schema: object): string | undefined {
  const first = events.find((event) => event.contentBlockStart?.start?.toolUse)?.contentBlockStart;
  if (!first) return undefined;
  const deltas = events
    .map((event) => event.contentBlockDelta)
    .filter((delta) => delta?.contentBlockIndex === first.contentBlockIndex);
  const input = deltas.map((delta) => delta?.delta?.toolUse?.input ?? "").join("");
  const name = first.start?.toolUse?.name ?? "";
  const intent = optionsIn(schema).find((option) => nameOf(option.intent) === name)?.intent;
  try {
    const values = JSON.parse(input || "{}") as object;
    return JSON.stringify({ step: { intent: intent ?? name, ...values } });
  } catch {
    return input;
  }
}

function nameOf(intent: string): string {
  return intent.replace(/[^\w-]/g, "_").slice(0, 64) || "_";
}

const reply = z.object({ properties: z.object({ step: z.json() }) });
const union = z.object({ anyOf: z.array(z.json()) });
const option = z.object({
  properties: z.object({ intent: z.object({ enum: z.tuple([z.string()]) }) }).catchall(z.json()),
});

interface Option {
  intent: string;
  properties: Record<string, Json>;
}
type Json = z.infer<ReturnType<typeof z.json>>;

function optionsIn(schema: object): Option[] {
  return optionsOf(reply.parse(schema).properties.step);
}

function optionsOf(step: Json): Option[] {
  const { data } = union.safeParse(step);
  if (data) return data.anyOf.flatMap(optionsOf);
  const { intent, ...properties } = option.parse(step).properties;
  return [{ intent: intent.enum[0], properties }];
}
