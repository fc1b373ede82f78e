import type { Content, Part } from "@google/genai";

import type { Entry } from "../context.ts";

/** Gemini refuses calls without its own signature. A step is its own reply, put into other words. */
const thoughtSignature = "skip_thought_signature_validator";

/** The entries as contents of the Gemini API, which wants the name of a call beside its result. */
export function inputOf(user: Entry[]): Content[] {
  const names = new Map<string, string>();
  return user.map((entry) => {
    if (typeof entry === "string") return said("user", { text: entry });
    const { id } = entry;
    switch (entry.type) {
      case "called": {
        const { name, arguments: args } = entry;
        names.set(id, name);
        return said("model", { functionCall: { id, name, args }, thoughtSignature });
      }
      case "returned": {
        const response = { output: entry.text };
        return said("user", { functionResponse: { id, name: names.get(id) ?? id, response } });
      }
    }
  });
}

function said(role: "user" | "model", part: Part): Content {
  return { role, parts: [part] };
}
