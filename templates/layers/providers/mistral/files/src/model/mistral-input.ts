import { createHash } from "node:crypto";

import type { ChatCompletionStreamRequest } from "@mistralai/mistralai/models/components";

import type { Entry } from "../context.ts";

type Message = ChatCompletionStreamRequest["messages"][number];

/** Mistral refuses a person's words right after a tool's: the model has to have said something. */
const between: Message = { role: "assistant", content: "Noted." };

/** The entries as messages of Mistral's. */
export function inputOf(user: Entry[]): Message[] {
  return user.flatMap((entry, i) => {
    const before = user[i - 1];
    const afterTool = typeof before === "object" && before.type === "returned";
    const message = messageOf(entry);
    return afterTool && message.role === "user" ? [between, message] : [message];
  });
}

function messageOf(entry: Entry): Message {
  if (typeof entry === "string") return { role: "user", content: entry };
  const id = idOf(entry);
  switch (entry.type) {
    case "called": {
      const call = { name: entry.name, arguments: JSON.stringify(entry.arguments) };
      return { role: "assistant", toolCalls: [{ id, function: call }] };
    }
    case "returned":
      return { role: "tool", toolCallId: id, content: entry.text };
  }
}

/** Mistral takes nothing for an id but nine letters and digits. */
function idOf({ id }: { id: string }): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 9);
}
