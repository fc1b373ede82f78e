import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";

import type { Entry } from "../context.ts";

/**
 * The entries as messages of Chat Completions. Texts that follow each other are one message: the templates
 * of many open models want the user and the assistant to take turns.
 */
export function messagesOf(user: Entry[]): ChatCompletionMessageParam[] {
  const messages: ChatCompletionMessageParam[] = [];
  for (const entry of user) {
    const last = messages.at(-1);
    if (typeof entry === "string" && last?.role === "user") last.content += `\n\n${entry}`;
    else messages.push(messageOf(entry));
  }
  return messages;
}

function messageOf(entry: Entry): ChatCompletionMessageParam {
  if (typeof entry === "string") return { role: "user", content: entry };
  const { id } = entry;
  switch (entry.type) {
    case "called": {
      const called = { name: entry.name, arguments: JSON.stringify(entry.arguments) };
      return { role: "assistant", tool_calls: [{ id, type: "function", function: called }] };
    }
    case "returned":
      return { role: "tool", tool_call_id: id, content: entry.text };
  }
}
