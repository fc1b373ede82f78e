import type {
  MessageParam,
  TextBlockParam,
  Tool,
  ToolResultBlockParam,
  ToolUseBlockParam,
} from "@anthropic-ai/sdk/resources/messages";
import { z } from "zod";

import type { Entry } from "../context.ts";

type Block = TextBlockParam | ToolUseBlockParam | ToolResultBlockParam;

/** The entries as messages of the Messages API. What the next request begins with too is kept in the cache. */
export function messagesOf(user: Entry[], stable: number): MessageParam[] {
  const messages: { role: "assistant" | "user"; content: Block[] }[] = [];
  for (const [n, entry] of user.entries()) {
    const block = blockOf(entry, user[n - 1]);
    if (n === stable - 1) block.cache_control = { type: "ephemeral" };
    const role = block.type === "tool_use" ? "assistant" : "user";
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(block);
    else messages.push({ role, content: [block] });
  }
  return messages;
}

/** Texts in one message have a blank line between them, as nothing else tells them apart. */
function blockOf(entry: Entry, before: Entry | undefined): Block {
  if (typeof entry === "string")
    return { type: "text", text: typeof before === "string" ? `\n\n${said(entry)}` : said(entry) };
  switch (entry.type) {
    case "called":
      return { type: "tool_use", id: entry.id, name: entry.name, input: entry.arguments };
    case "returned":
      return { type: "tool_result", tool_use_id: entry.id, content: entry.text };
  }
}

/** Nothing but white space is refused: then its quotes are there too. */
function said(text: string): string {
  return text.trim() ? text : JSON.stringify(text);
}

/** A tool an intent, by the names that the calls have. What they take is in the schema of the reply. */
export function toolsOf(schema: object): Tool[] {
  const { step } = reply.parse(schema).properties;
  const names = intentsOf(step).map((intent) => intent.replace(/[^\w-]/g, "_").slice(0, 64));
  return [...new Set(names)].map((name) => ({ name, input_schema: { type: "object" } }));
}

const reply = z.object({ properties: z.object({ step: z.unknown() }) });
const union = z.object({ anyOf: z.array(z.unknown()) });
const option = z.object({
  properties: z.object({ intent: z.object({ enum: z.array(z.string()) }) }),
});

function intentsOf(step: unknown): string[] {
  const { data } = union.safeParse(step);
  return data ? data.anyOf.flatMap(intentsOf) : option.parse(step).properties.intent.enum;
}
