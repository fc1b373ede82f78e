import type { Command } from "../../command.ts";
import { isMentioned } from "../../mentioned.ts";
import type { Thread } from "../../thread.ts";
import type { Step } from "./steps.ts";

export function route(step: Step): Command {
  switch (step.intent) {
    case "write_note":
      return { do: "stop", outcome: "done", message: step.text };
  }
}

/** Customers pay where a note sends them: it has the link of its task, and no other. */
export function judge({ text }: Step, thread: Thread): string | undefined {
  const links = text.match(/https?:\/\/\S*\w/g) ?? [];
  if (links.length === 0) return "the link is missing";
  const invented = links.find((link) => !isMentioned(link, thread));
  return invented && `nobody has mentioned ${invented}`;
}
