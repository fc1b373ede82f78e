import type { Message } from "ollama";

import type { Entry } from "../context.ts";

/** The entries as messages of Ollama's, which knows a call by its name and its place. */
export function inputOf(user: Entry[]): Message[] {
  const names = new Map<string, string>();
  return user.map((entry) => {
    if (typeof entry === "string") return { role: "user", content: entry };
    switch (entry.type) {
      case "called": {
        const { id, name, arguments: values } = entry;
        names.set(id, name);
        const call = { function: { name, arguments: values } };
        return { role: "assistant", content: "", tool_calls: [call] };
      }
      case "returned":
        return { role: "tool", content: entry.text, tool_name: names.get(entry.id) ?? entry.id };
    }
  });
}
