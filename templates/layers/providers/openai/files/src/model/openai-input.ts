import type { ResponseInputItem } from "openai/resources/responses/responses";

import type { Entry } from "../context.ts";

/** The entries as items of the Responses API. */
export function inputOf(user: Entry[]): ResponseInputItem[] {
  return user.map(itemOf);
}

function itemOf(entry: Entry): ResponseInputItem {
  if (typeof entry === "string") return { type: "message", role: "user", content: entry };
  const call_id = entry.id;
  switch (entry.type) {
    case "called": {
      const { name } = entry;
      return { type: "function_call", call_id, name, arguments: JSON.stringify(entry.arguments) };
    }
    case "returned":
      return { type: "function_call_output", call_id, output: entry.text };
  }
}
